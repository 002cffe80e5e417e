// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QObject>
#include <QPointer>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantConnection;
class TenantSession;

/// What windows and commands ask a tenant of transcripts without a run: which interactions there are. An answer that
/// was overtaken by a newer question is dropped. GUI thread.
class TranscriptDesk : public QObject
{
    Q_OBJECT

public:
    explicit TranscriptDesk(TenantSession &session, QObject *parent = nullptr);
    ~TranscriptDesk() override;

    /// All pages; BadInput as TranscriptsClient::search().
    void search(const InteractionQuery &query);
    void cancelSearch(); ///< Nothing is told of it any more.

Q_SIGNALS:
    void searchProgress(qsizetype found);
    void searchFinished(const muster::FoundInteractions &found);
    void searchFailed(const muster::ApiError &error);

private:
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<TranscriptDesk>;
    static QCoro::Task<void> answerSearch(Self self, Connection connection, InteractionQuery query,
                                          std::stop_token stop);

    const Connection m_connection;
    std::stop_source m_search;
};

} // namespace muster
