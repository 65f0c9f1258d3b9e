"""The mutation bench: small semantic edits of whole programs, real torch as judge, pytea as candidate.

`kinds/` proposes edits, `subjects` names the programs, `truth` asks real torch what each mutant does,
`facts` keeps the answers, `scoring` asks pytea, and `report` writes `docs/accuracy.md`.
"""
