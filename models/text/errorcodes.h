// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>
#include <span>

namespace muster {

/// What a code says that is more than its kind does, untranslated.
struct ErrorCodeRow
{
    const char *code; ///< Ends with _ where it stands for all codes that begin so.
    const char *what; ///< %1: what it happened to, in quotation marks.
    const char *todo;
};

/// Codes of one matter, with their words.
struct ErrorTable
{
    const char *context; ///< Of the translations.
    std::span<const ErrorCodeRow> rows;

    /// The first row for that code; nullptr: there is none.
    [[nodiscard]] const ErrorCodeRow *find(QStringView code) const;
};

/// Of a code that comes twice the later row counts, unless it names a subject and there is none.
extern const ErrorTable generalErrors;

extern const ErrorTable namingErrors; ///< Of what a person names on the command line or in a field.
extern const ErrorTable fileErrors; ///< Of files that a person brings, see guessFileKind().
extern const ErrorTable exportErrors; ///< Exports that are compared.
extern const ErrorTable listErrors; ///< Directives, number lists, plans, overrides, look-ups and saved mappings.
extern const ErrorTable extractionErrors; ///< Data extraction of CXone, from which recorded interactions come.
extern const ErrorTable transcriptErrors; ///< Fetching transcripts.
extern const ErrorTable registerErrors; ///< Registering audiences, their drafts and versions.
extern const ErrorTable estimateErrors; ///< Contacts at hand and field profiles.
extern const ErrorTable enrichErrors; ///< Enrichment: mappings, sources, campaigns, webhooks.
extern const ErrorTable maskingErrors; ///< Masking: documents, policies, keys of pseudonyms.
extern const ErrorTable scheduleErrors; ///< Scheduled work, its timers and alarms.
extern const ErrorTable scrubErrors; ///< Registries, and files scrubbed against them.
extern const ErrorTable uploadErrors; ///< Files checked before they are uploaded.
extern const ErrorTable teamErrors; ///< The database of a team.

/// Those that have a code once, in the order in which they are asked: the last that knows a code has its words.
[[nodiscard]] std::span<const ErrorTable *const> errorTables();

} // namespace muster
