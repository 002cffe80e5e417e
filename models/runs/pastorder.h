// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "network/wire/result.h"

#include <QObject>
#include <optional>
#include <stop_token>
#include <variant>

namespace muster {

struct JournalRun;

/// What a run of the past was ordered with, where a page or a command can be filled with that again. Nothing is begun
/// by it, and what a person typed to allow that run is not to be used again.
using PastOrder = std::variant<FrozenExportOrder, FrozenTranscripts, FrozenListApply, FrozenEnrich, FrozenAudiencePut,
                               FrozenAudiencePublish>;

/// Why no run of that kind (JournalRun::kind) can be repeated; nothing: it can. BadInput "repeat_restore",
/// "repeat_undo", "repeat_deletion", "repeat_lookup", "repeat_nothing" (it left nothing to be repeated) and "repeat_unknown_kind".
[[nodiscard]] std::optional<ApiError> repeatObstacle(const QString &journalKind);

/// Reads the order back. Errors: those of repeatObstacle(), and Damaged as thaw() and its like have it.
[[nodiscard]] Result<PastOrder> pastOrder(const JournalRun &run);

/// What became of a file that a run of the past was ordered with.
enum class PastFile {
    Same,
    Changed, ///< There, with other bytes; also one that cannot be read.
    Gone,
};

/// `digest`: SHA-256 of it then, in lower-case hexadecimal; empty: it is not known, and no file is Changed. Blocks on
/// the disk; for a worker. A stop gives Changed.
[[nodiscard]] PastFile pastFile(const QString &file, const QString &digest, const std::stop_token &stop);

/// Looks at such a file for a window, on a worker. An answer that a newer question overtook is dropped. GUI thread.
class PastFileLook : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~PastFileLook() override { m_question.request_stop(); }

    void request(const QString &file, const QString &digest); ///< As pastFile(); looked() follows.
    void cancel() { m_question.request_stop(); }

Q_SIGNALS:
    void looked(const QString &file, muster::PastFile state);

private:
    std::stop_source m_question;
};

} // namespace muster
