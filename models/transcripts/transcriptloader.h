// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <memory>
#include <stop_token>

namespace muster {

/// How a transcript lies on the disk.
enum class TranscriptForm : std::uint8_t {
    Json, ///< A file of its own.
    JsonLines, ///< A line of a file that holds all of a job; so are its findings.
    Text, ///< Plain text of its own; what is masked in it is known by the tags alone.
};

/// A transcript that a run wrote.
struct TranscriptPlace
{
    QString interactionId;
    QString file; ///< Absolute.
    QString findings; ///< The side file; empty: none was written.
    TranscriptForm form = TranscriptForm::Json;
    bool operator==(const TranscriptPlace &) const = default;
};

/// A place where something that was searched for stands.
struct TranscriptHit
{
    qsizetype transcript = 0; ///< Index into what was searched.
    quint32 segment = 0;
    QString excerpt; ///< Visible, with marks.
};

struct TranscriptHits
{
    static constexpr int most = 1000;
    QString searched;
    QList<TranscriptHit> hits; ///< At most `most`.
    int transcripts = 0; ///< That hold it.
    int unreadable = 0; ///< That could not be looked at.
    bool isCut = false; ///< There are more hits.
};

/// Reads it; blocks on the disk. A missing or damaged side file is no error: the tags alone then tell what is masked.
[[nodiscard]] Result<SharedTranscript> loadTranscript(const TranscriptPlace &place, const std::stop_token &stop = {});

/// Loads and searches transcripts on a worker for a window; what was overtaken is never delivered. GUI thread.
class TranscriptLoader : public QObject
{
    Q_OBJECT

public:
    explicit TranscriptLoader(QObject *parent = nullptr);
    ~TranscriptLoader() override;
    void load(const TranscriptPlace &place);
    void search(const QList<TranscriptPlace> &places, const QString &searched);
    /// A file of interaction ids, as text; at most IdList::maxBytes.
    void readText(const QString &file);
    void forget(); ///< Nothing that is under way is wanted any more.

Q_SIGNALS:
    void loaded(const muster::SharedTranscript &transcript, const muster::TranscriptPlace &place);
    void failed(const muster::ApiError &error, const muster::TranscriptPlace &place);
    void found(const muster::TranscriptHits &hits);
    void textRead(const QString &text);
    void textFailed(const muster::ApiError &error);

private:
    struct Jobs; ///< Workers are nothing that windows know.
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace muster
