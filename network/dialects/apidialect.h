// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/contactlistsclient.h"
#include "network/api/enrichmentclient.h"
#include "network/api/transcriptsclient.h"
#include "network/api/webhooksclient.h"
#include "network/codec/audiencescodec.h"
#include "network/codec/contactlistscodec.h"
#include "network/codec/enrichmentcodec.h"
#include "network/codec/segmentscodec.h"
#include "network/codec/transcriptscodec.h"
#include "network/dialects/operation.h"
#include "network/dialects/retrytable.h"
#include "network/dialects/signin.h"

#include <QMap>
#include <QString>
#include <memory>

namespace muster {

/// What Muster is for; a dialect says of each how it can be done.
enum class Job { SegmentExport, Enrichment, Transcripts, ListSanitising, Audiences };

struct Capability
{
    enum class Mode { Native, Emulated, Unavailable };
    Mode mode = Mode::Unavailable;
    QString reasonKey; ///< Why it is emulated or unavailable; the words are in models/text. Empty for Native.
    bool operator==(const Capability &) const = default;
};

/// The read with which a connection is tested: it changes nothing and needs no id.
struct HarmlessRead
{
    Operation operation = Operation::ListSegments;
    QList<QPair<QString, QString>> query;
};

/// An API flavour: data, and small strategies where data is not enough. Immutable; see
/// resources/decisions/dialect-seam.md.
struct ApiDialect
{
    QString key; ///< As in ConnectionProfile::dialect.
    QList<OperationRow> operations;
    QMap<Service, RetryTable> retry;
    QMap<Service, HarmlessRead> harmlessReads;
    QMap<Job, Capability> capabilities;
    std::shared_ptr<const SignIn> signIn;
    std::shared_ptr<const SegmentsCodec> segments;
    std::shared_ptr<const ContactListsCodec> contactLists;
    ContactListLimits contactListLimits;
    std::shared_ptr<const EnrichmentCodec> enrichment;
    EnrichmentLimits enrichmentLimits;
    WebhookLimits webhookLimits;
    std::shared_ptr<const TranscriptsCodec> transcripts;
    TranscriptLimits transcriptLimits;
    std::shared_ptr<const AudiencesCodec> audiences;

    /// nullptr: this flavour has no such call, so the job that needs it is emulated or unavailable.
    [[nodiscard]] const OperationRow *row(Operation operation) const;
};

/// The contract's flavour, "contract".
[[nodiscard]] std::shared_ptr<const ApiDialect> contractDialect();
/// The flavour of that key; nullptr: none that this Muster knows, so nothing may be sent in its name.
[[nodiscard]] std::shared_ptr<const ApiDialect> dialectFor(const QString &key);

} // namespace muster
