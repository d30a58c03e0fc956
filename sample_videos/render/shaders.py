"""The shader programs: one draws the picture, one draws depth for shadows."""

from __future__ import annotations

DEPTH_VERTEX = """
#version 330
uniform mat4 view;
in vec3 point;
in vec3 traits;
out float cover;
void main() { cover = traits.x; gl_Position = view * vec4(point, 1.0); }
"""

DEPTH_FRAGMENT = """
#version 330
in float cover;
void main() { if (cover < 0.0) discard; }
"""

VERTEX = """
#version 330
uniform mat4 view;
uniform mat4 lamp_view;
uniform mat4 sky_view;
in vec3 point;
in vec3 normal;
in vec3 rest;
in vec3 colour;
in vec3 traits;
out vec3 v_point, v_normal, v_rest, v_colour, v_traits, v_lamp, v_sky;
void main() {
    v_point = point; v_normal = normal; v_rest = rest; v_colour = colour; v_traits = traits;
    v_lamp = (lamp_view * vec4(point, 1.0)).xyz * 0.5 + 0.5;
    v_sky = (sky_view * vec4(point, 1.0)).xyz * 0.5 + 0.5;
    gl_Position = view * vec4(point, 1.0);
}
"""

FRAGMENT = """
#version 330
uniform vec3 eye;
uniform vec3 lamp;            // direction towards the lamp
uniform vec3 lamp_colour;
uniform vec3 sky_colour;
uniform vec3 fill;            // direction towards a weak light without shadow
uniform vec3 fill_colour;
uniform vec3 hair_colour;
uniform float exposure;
uniform sampler2DShadow lamp_depth;
uniform sampler2DShadow sky_depth;
in vec3 v_point, v_normal, v_rest, v_colour, v_traits, v_lamp, v_sky;
out vec4 picture;

float hash(vec3 p) {
    p = fract(p * vec3(0.1031, 0.1030, 0.0973));
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
}
float grain(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    vec4 low = vec4(hash(i), hash(i + vec3(1,0,0)), hash(i + vec3(0,1,0)), hash(i + vec3(1,1,0)));
    vec4 high = vec4(hash(i + vec3(0,0,1)), hash(i + vec3(1,0,1)), hash(i + vec3(0,1,1)), hash(i + vec3(1,1,1)));
    vec4 m = mix(low, high, f.z);
    return mix(mix(m.x, m.y, f.x), mix(m.z, m.w, f.x), f.y);
}
float lit(sampler2DShadow map, vec3 p, float spread, float bias) {
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    float sum = 0.0;
    for (int x = -REACH; x <= REACH; x++) for (int y = -REACH; y <= REACH; y++)
        sum += texture(map, vec3(p.xy + vec2(x, y) * spread, p.z - bias));
    return sum / float((2 * REACH + 1) * (2 * REACH + 1));
}
void main() {
    if (v_traits.x < 0.0) discard;
    vec3 n = normalize(v_normal);
    vec3 to_eye = normalize(eye - v_point);
    if (dot(n, to_eye) < 0.0 && !gl_FrontFacing) n = -n;
    int stuff = int(v_traits.z + 0.5);
    vec3 albedo = v_colour;
    float gloss = 0.0, sharp = 20.0, wrap = 0.0;
    if (stuff == 0) {
        float hair = smoothstep(-0.003, 0.005, v_traits.y + 0.012 * (grain(v_rest * vec3(260, 90, 260)) - 0.5));
        float tone = 0.90 + 0.12 * grain(v_rest * 60.0) + 0.10 * grain(v_rest * 14.0);
        float strand = 0.65 + 0.7 * grain(v_rest * vec3(420, 60, 420));
        albedo = mix(albedo * tone, hair_colour * strand, hair);
        gloss = mix(0.10, 0.05, hair); sharp = 18.0; wrap = mix(0.25, 0.05, hair);
    } else if (stuff == 1) {
        vec3 q = v_rest * vec3(26, 17, 26);
        float g = grain(q);
        vec3 slope = vec3(grain(q + vec3(0.3, 0, 0)), grain(q + vec3(0, 0.3, 0)), grain(q + vec3(0, 0, 0.3))) - g;
        n = normalize(n - 0.9 * slope);
        albedo *= 0.86 + 0.2 * g + 0.12 * (grain(v_rest * 320.0) - 0.5);
        wrap = 0.1;
    } else if (stuff == 2) {
        gloss = 0.5; sharp = 60.0;
    } else if (stuff == 3) {
        albedo *= 0.92 + 0.16 * grain(v_rest * 30.0);
        gloss = 0.12; sharp = 25.0;
    } else if (stuff == 4) {
        albedo *= 0.95 + 0.05 * grain(v_rest * 9.0) + 0.04 * grain(v_rest * 90.0);
    } else if (stuff == 5) {
        float ring = grain(vec3(v_rest.x * 14.0, v_rest.y * 14.0, v_rest.z * 1.6) * 2.0);
        float plank = floor(v_rest.x * 8.0);
        albedo *= 0.72 + 0.3 * ring + 0.16 * hash(vec3(plank, 1.0, 2.0));
        gloss = 0.06; sharp = 30.0;
    } else {
        picture = vec4(vec3(1.0), 1.0);
        return;
    }
    float direct = max((dot(n, lamp) + wrap) / (1.0 + wrap), 0.0) * lit(lamp_depth, v_lamp, 0.0016, 0.004);
    float open = 0.30 + 0.70 * lit(sky_depth, v_sky + vec3(n.xz * 0.004, 0.0), 0.009, 0.006);
    vec3 sky = sky_colour * (0.62 + 0.38 * n.y) * open;
    vec3 weak = fill_colour * max(0.2 + 0.8 * dot(n, fill), 0.0) * (0.5 + 0.5 * open);
    vec3 bend = normalize(lamp + to_eye);
    float shine = gloss * pow(max(dot(n, bend), 0.0), sharp) * direct;
    vec3 light = albedo * (lamp_colour * direct + sky + weak) + lamp_colour * shine;
    light = light * exposure;
    light = light * (1.0 + light / 4.0) / (1.0 + light);
    picture = vec4(pow(clamp(light, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}
"""


def fragment(shadow_reach: int) -> str:
    """Return the program that colours the picture.

    Parameters
    ----------
    shadow_reach : int
        A shadow's edge is smoothed over this many samples on either side.
    """
    return FRAGMENT.replace("REACH", str(shadow_reach))
