// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcriptloader.h"

#include "models/background/workerjob.h"
#include "models/store/durablefile.h"
#include "models/transcripts/interactionids.h"
#include "models/transcripts/transcriptreader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace muster {

namespace {

/// The line of a file, which may be far larger than what is shown, that is about an interaction. Only a line in which
/// the id stands is looked at closely.
Result<QByteArray> lineOf(const QString &path, const QString &interactionId, const std::stop_token &stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::File, "not_found", path);
    const QByteArray id = interactionId.toUtf8();
    while (!file.atEnd() && !stop.stop_requested()) {
        const QByteArray line = file.readLine(shownTranscriptLimit);
        if (line.contains(id) && QJsonDocument::fromJson(line).object()[u"interactionId"].toString() == interactionId)
            return line;
    }
    return failure(ErrorKind::Damaged, "transcript_line", path);
}

/// Around the first hit of a segment, so much that it can be read in one line.
QString excerptAround(const QString &text, qsizetype at)
{
    constexpr qsizetype before = 24, length = 120;
    const qsizetype begin = at > before ? at - before : 0;
    return (begin > 0 ? QStringLiteral("…") : QString()) + text.mid(begin, length)
        + (begin + length < text.size() ? QStringLiteral("…") : QString());
}

void searchIn(const TranscriptText &transcript, qsizetype number, TranscriptHits &hits, const std::stop_token &stop)
{
    bool any = false;
    for (std::size_t segment = 0; segment < transcript.segments.size() && !stop.stop_requested(); ++segment) {
        const VisibleSegment shown = visibleSegment(transcript, segment, hits.searched);
        if (shown.hits.isEmpty())
            continue;
        any = true;
        if (hits.hits.size() == TranscriptHits::most) {
            hits.isCut = true;
            break;
        }
        hits.hits << TranscriptHit{number, quint32(segment), excerptAround(shown.text, shown.hits.first().begin)};
    }
    hits.transcripts += any ? 1 : 0;
}

} // namespace

Result<SharedTranscript> loadTranscript(const TranscriptPlace &place, const std::stop_token &stop)
{
    const bool lines = place.form == TranscriptForm::JsonLines;
    const Result<QByteArray> bytes
        = lines ? lineOf(place.file, place.interactionId, stop) : readWholeFile(place.file, shownTranscriptLimit);
    if (!bytes)
        return failure(bytes.error());
    std::optional<std::vector<WrittenFinding>> findings;
    if (!place.findings.isEmpty() && place.form != TranscriptForm::Text) {
        const Result<QByteArray> side = lines ? lineOf(place.findings, place.interactionId, stop)
                                              : readWholeFile(place.findings, findingsFileLimit);
        if (side) {
            if (auto read = parseWrittenFindings(*side))
                findings = std::move(*read);
        }
    }
    auto read
        = place.form == TranscriptForm::Text ? readTextTranscript(*bytes, findings) : readTranscript(*bytes, findings);
    if (!read)
        read.error().subject = QFileInfo(place.file).fileName();
    return read;
}

struct TranscriptLoader::Jobs
{
    struct Loaded
    {
        TranscriptPlace place;
        Result<SharedTranscript> transcript;
    };
    WorkerJob<std::shared_ptr<Loaded>> load;
    WorkerJob<TranscriptHits> search;
    WorkerJob<std::shared_ptr<Result<QByteArray>>> text;
    TranscriptPlace loading = {}; ///< What was asked for last.
    TranscriptHits searching = {}; ///< The answer where nothing can be looked at.
};

TranscriptLoader::TranscriptLoader(QObject *parent)
    : QObject(parent)
    , m_jobs(new Jobs{
          WorkerJob<std::shared_ptr<Jobs::Loaded>>(
              [this](const std::shared_ptr<Jobs::Loaded> &done) {
                  if (done->transcript)
                      Q_EMIT loaded(*done->transcript, done->place);
                  else
                      Q_EMIT failed(done->transcript.error(), done->place);
              },
              [this](const ApiError &thrown) { Q_EMIT failed(thrown, m_jobs->loading); }),
          WorkerJob<TranscriptHits>([this](const TranscriptHits &hits) { Q_EMIT found(hits); },
                                    [this](const ApiError &) { Q_EMIT found(m_jobs->searching); }),
          WorkerJob<std::shared_ptr<Result<QByteArray>>>([this](const std::shared_ptr<Result<QByteArray>> &bytes) {
              if (*bytes)
                  Q_EMIT textRead(QString::fromUtf8(**bytes));
              else
                  Q_EMIT textFailed(bytes->error());
          }),
      })
{
}

TranscriptLoader::~TranscriptLoader() = default;

void TranscriptLoader::load(const TranscriptPlace &place)
{
    m_jobs->loading = place;
    m_jobs->load.start([place](const std::stop_token &stop) {
        return std::make_shared<Jobs::Loaded>(Jobs::Loaded{place, loadTranscript(place, stop)});
    });
}

void TranscriptLoader::search(const QList<TranscriptPlace> &places, const QString &searched)
{
    m_jobs->searching = {.searched = searched, .unreadable = int(places.size())};
    m_jobs->search.start([places, searched](const std::stop_token &stop) {
        TranscriptHits hits{.searched = searched};
        for (qsizetype number = 0; number < places.size() && !stop.stop_requested() && !hits.isCut; ++number) {
            if (const Result<SharedTranscript> transcript = loadTranscript(places[number], stop))
                searchIn(**transcript, number, hits, stop);
            else
                ++hits.unreadable;
        }
        return hits;
    });
}

void TranscriptLoader::readText(const QString &file)
{
    m_jobs->text.start([file](const std::stop_token &) {
        return std::make_shared<Result<QByteArray>>(readWholeFile(file, IdList::maxBytes));
    });
}

void TranscriptLoader::forget()
{
    m_jobs->load.cancel();
    m_jobs->search.cancel();
}

} // namespace muster
