"""The whole service as processes, everything that can go wrong around it, and an oracle that asks what became of it.

`sh scripts/faults` runs it for as long as one likes; the tests in here run a seeded slice.

Where a process may die, by the numbers of the list that the issue names, and what reaches that place. A word in quotes
is a named point of the code (`storage.crashpoints`), which `deaths.VISITS` gives to a scenario:

    K0   before getUpdates                      "before_get_updates"
    K1   answer read, nothing written           "after_get_updates", "after_webhook_body"
    K2   inside the intake's transaction        "inside_journal_commit"; system calls
    K3   committed, not confirmed               "after_journal_commit", polled and by webhook
    K4   after the claim                        "after_claim"
    K5   inside the domain's transaction        "inside_handling"
    K6   committed, the sender not woken        "after_handling_commit"
    K7   taken from the outbox, nothing sent    "before_call"
    K8   sent, the answer not read              wire: each method as it arrives and has taken effect
    K9   answered, not noted                    "after_call", "inside_note_sent"; wire: answered
    K10  after getFile                          wire: getFile answered
    K11  in the midst of a download             wire: file after its first half
    K12  downloaded, not on the disk            "after_download", "inside_file", "before_file_is_named"
    K13  renamed, no row                        "after_file_is_named", "after_files_kept"
    K15  inside each step of a migration        migrations: before any statement or commit, from each release
    K16  inside a backup and a restore          "inside_backup", "before_backup_is_named", "after_backup_is_named",
                                                "inside_restore", "after_restore_commit"; tests/bot/test_backup.py
    K18  inside the purge                       "inside_purge", "after_purge_commit"
    K19  between an event and its audit row     cannot be: one transaction
    K20  a press committed, not answered        "before_press_is_answered"; wire: answerCallbackQuery as it arrives
    K21  inside the saving of a draft           "inside_draft_save"
    –    inside a message that is due           "inside_steps", "inside_handovers", "inside_draft_reminders"

The product has no process that decodes pictures (K14), no rotation of keys (K17), no data set that is switched while
the service runs (K22), and releases no statistics (K23); so nothing can die there.
"""
