/** @file Angles of a leg from points in pixels, with the signs of docs/conventions.md; see kinematics/angles.py. */

const toDegrees = (rad) => (180 * rad) / Math.PI;

/** The angle at a hinge between the directions to two points, 0 to 180 degrees; NaN where one has no length. */
export function between(axis, one, other) {
  const u = [one.x - axis.x, one.y - axis.y], v = [other.x - axis.x, other.y - axis.y];
  const lengths = Math.hypot(...u) * Math.hypot(...v);
  if (!lengths) return NaN;
  return toDegrees(Math.acos(Math.min(1, Math.max(-1, (u[0] * v[0] + u[1] * v[1]) / lengths))));
}

/** An angle between two arms as it is told of a joint; an empty joint is the angle itself. */
export function asJoint(dof, deg) {
  if (dof === 'knee_flexion') return 180 - deg;
  return dof === 'ankle_dorsiflexion' ? 90 - deg : deg;
}

/** Knee and ankle of a leg from its points by name; NaN where one is missing. */
export function ofLeg(points, side) {
  const [hip, knee, ankle, heel, toe] = ['hip', 'knee', 'ankle', 'heel', 'foot_index'].map((name) => points[`${side}_${name}`]);
  const found = { knee_flexion: NaN, ankle_dorsiflexion: NaN };
  if (hip && knee && ankle) found.knee_flexion = asJoint('knee_flexion', between(knee, hip, ankle));
  if (knee && ankle && heel && toe) {
    const along = { x: ankle.x + toe.x - heel.x, y: ankle.y + toe.y - heel.y };
    found.ankle_dorsiflexion = asJoint('ankle_dorsiflexion', between(ankle, knee, along));
  }
  return found;
}
