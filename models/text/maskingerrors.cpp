// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/maskingerrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array maskingRows{
    // Documents
    WordsRow{"document_not_utf8",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1 holds bytes that are no UTF-8 text, so it was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "Convert it to UTF-8, then mask it again. The offset of the first "
                                "wrong byte is given below.")}},
    WordsRow{"document_cut",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1 ends in the middle of a JSON value, so it was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Fetch or copy it again; the part that is there may not be all.")}},
    WordsRow{"document_not_json",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1 is no JSON, so it was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "If it is plain text, say so with --format text. The offset of the first character "
                                "that does not belong there is given below.")}},
    WordsRow{"document_size",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1, or one line of it, is larger than 64 MiB and was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "Split it: JSON Lines and plain text may be of any size as long as "
                                "no line is that long.")}},
    WordsRow{"document_depth",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1 is nested deeper than 512 levels and was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Check where it comes from; no transcript is built so.")}},
    WordsRow{"document_values",
             {QT_TRANSLATE_NOOP("MaskingErrors", "%1 holds more than eight million values and was not masked."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Split it into several files or into JSON Lines.")}},
    WordsRow{"documents_held",
             {QT_TRANSLATE_NOOP("MaskingErrors",
                                "The second look still found what may be personal, so this is held back: %1."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "Add a pattern or an exception to the policy for the places named here, then mask "
                                "again.")}},
    WordsRow{"mask_no_input",
             {QT_TRANSLATE_NOOP("MaskingErrors", "There is nothing to mask, or standard input is named twice."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Name files, or pipe a text into standard input.")}},
    // Policies
    WordsRow{"policy_unreadable",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The masking policy cannot be read; the fault is at %1."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Export it again from where it was made.")}},
    WordsRow{"bad_policy",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The masking policy %1 is not usable as it is."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Correct the place that is named.")}},
    WordsRow{"unknown_policy",
             {QT_TRANSLATE_NOOP("MaskingErrors", "There is no masking policy %1."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Look at the list of the policies, or give the name of a file.")}},
    WordsRow{"policy_built_in",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The policy %1 is built in and stays as it is."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Save what you want under another name.")}},
    WordsRow{"too_many_policies",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The policy %1 cannot be saved: there are 200 already."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Delete one that is no longer used.")}},
    WordsRow{
        "policies_too_large",
        {QT_TRANSLATE_NOOP("MaskingErrors", "The policy %1 cannot be saved: all together they would be too large."),
         QT_TRANSLATE_NOOP("MaskingErrors",
                           "Remove exceptions that have expired, or delete policies no longer used.")}},
    WordsRow{"mask_policies_damaged",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The file of the masking policies was damaged; it is kept as %1."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Look through the policies: some may be missing.")}},
    WordsRow{"too_many_patterns",
             {QT_TRANSLATE_NOOP("MaskingErrors", "A policy has at most 64 own patterns."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Remove some, or join several into one with |.")}},
    WordsRow{"pattern_empty",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The own pattern %1 is empty."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Write what is to be found, or remove the pattern.")}},
    WordsRow{"pattern_too_long",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The own pattern %1 is too long."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Split it into several.")}},
    WordsRow{"pattern_too_costly",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The own pattern %1 would take too much memory."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Use smaller counts of repeats, or split it into several.")}},
    WordsRow{"pattern_invalid",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The own pattern %1 is not written as RE2 reads patterns."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "Correct it; there is no looking ahead or behind and no going back to what matched.")}},
    WordsRow{"pattern_matches_nothing",
             {QT_TRANSLATE_NOOP("MaskingErrors", "The own pattern %1 also fits where there is no character at all."),
              QT_TRANSLATE_NOOP("MaskingErrors", "Let it ask for at least one character.")}},
    WordsRow{"no_pseudonym_key",
             {QT_TRANSLATE_NOOP("MaskingErrors",
                                "The policy %1 makes pseudonyms or shifts dates, which takes a key in the system key "
                                "store, and there is none to be had. Nothing was masked."),
              QT_TRANSLATE_NOOP("MaskingErrors",
                                "Unlock or install a key store, or choose a policy that puts tags in their place.")}},
};

} // namespace

const CodeWords *maskingErrorWords(QStringView code)
{
    return findWords(maskingRows, code);
}

std::span<const WordsRow> maskingErrorRows()
{
    return maskingRows;
}

} // namespace muster
