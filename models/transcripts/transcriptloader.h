// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcriptplace.h"
#include "models/transcripts/transcripttext.h"
#include "network/wire/result.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace muster {

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
