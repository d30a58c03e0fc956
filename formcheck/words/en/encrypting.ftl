# The encrypted store: what the terminal asks and says.

passphrase-asked = Passphrase of { $path }
passphrase-again = That does not open it. Passphrase of { $path }
passphrase-new = New passphrase
passphrase-repeat = Once more
encrypt-made-up = The passphrase, shown this once. Write it down on paper; without it nobody can open the store or its back-ups:
    { $passphrase }
encrypt-done = { $path } is encrypted. Back-ups and exports made before are not, and a disk may keep parts of the old file: remove or encrypt those, too.
encrypt-again = { $path } is encrypted by the new passphrase. Back-ups made before still open with the old one.
encrypt-remembered = The keyring of this account knows the passphrase.
decrypt-sure = { $path } will not be encrypted any more. Go on?
decrypt-done = { $path } is not encrypted any more. Back-ups that were encrypted stay so.
