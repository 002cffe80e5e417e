// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pastorder.h"

#include "models/runs/detach.h"
#include "models/runs/runkinds.h"
#include "models/store/runningdigest.h"

#include <QCoro/QCoroFuture>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

template <auto thawed>
Result<PastOrder> read(const JournalRun &run)
{
    TRY(order, thawed(run.order, run.orderDigest));
    return PastOrder(*std::move(order));
}

} // namespace

std::optional<ApiError> repeatObstacle(const QString &journalKind)
{
    const auto obstacle
        = [](const char *code) { return ApiError{.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code)}; };
    for (std::size_t number = 0; number < runKindCount; ++number) {
        const auto kind = RunKind(number);
        if (runKindKey(kind) != journalKind)
            continue;
        switch (kind) {
        case RunKind::SegmentExport:
        case RunKind::ListApply:
        case RunKind::Enrichment:
        case RunKind::Transcripts:
        case RunKind::AudiencePut:
        case RunKind::AudiencePublish:
            return std::nullopt;
        case RunKind::ListRestore:
            return obstacle("repeat_restore");
        case RunKind::ListDeletion:
            return obstacle("repeat_deletion");
        case RunKind::DoNotCallChange: // its numbers are in no order
        case RunKind::DoNotCallUndo:
            return obstacle("repeat_group_change");
        case RunKind::EnrichUndo:
            return obstacle("repeat_undo");
        case RunKind::LineLookup:
            return obstacle("repeat_lookup");
        case RunKind::ListRead:
        case RunKind::EnrichCheck:
        case RunKind::EnrichUndoCheck:
        case RunKind::DoNotCallCheck:
            return obstacle("repeat_nothing");
        }
    }
    return obstacle("repeat_unknown_kind");
}

Result<PastOrder> pastOrder(const JournalRun &run)
{
    if (const auto obstacle = repeatObstacle(run.kind))
        return failure(*obstacle);
    switch (runMaker(run.kind)->kind) {
    case RunKind::ListApply:
        return read<thawListApply>(run);
    case RunKind::Enrichment:
        return read<thawEnrich>(run);
    case RunKind::Transcripts:
        return read<thawTranscripts>(run);
    case RunKind::AudiencePut:
        return read<thawAudiencePut>(run);
    case RunKind::AudiencePublish:
        return read<thawAudiencePublish>(run);
    default: // by repeatObstacle() nothing else is left
        return read<thaw>(run);
    }
}

PastFile pastFile(const QString &file, const QString &digest, const std::stop_token &stop)
{
    if (!QFileInfo::exists(file))
        return PastFile::Gone;
    if (digest.isEmpty())
        return PastFile::Same;
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return PastFile::Changed;
    RunningDigest running;
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    while (!stop.stop_requested()) {
        const qint64 count = source.read(piece.data(), piece.size());
        if (count < 0)
            return PastFile::Changed;
        if (count == 0)
            return running.hex() == digest ? PastFile::Same : PastFile::Changed;
        running.add({piece.constData(), std::size_t(count)});
    }
    return PastFile::Changed;
}

void PastFileLook::request(const QString &file, const QString &digest)
{
    cancel();
    m_question = std::stop_source();
    const std::stop_token stop = m_question.get_token();
    answerTo(
        this, stop,
        [file, digest, stop] {
            return QtConcurrent::run(
                [file, digest, stop]() -> Result<PastFile> { return pastFile(file, digest, stop); });
        },
        [file](PastFileLook *self, const Result<PastFile> &state) {
            Q_EMIT self->looked(file, state.value_or(PastFile::Changed));
        });
}

} // namespace muster
