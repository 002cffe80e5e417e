// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"
#include "models/store/signingkeys.h"

#include <QObject>
#include <chrono>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class Workspace;

/// What a person does about the notices that Muster sends to other systems: makes and deletes the keys that sign them,
/// tries whether a receiver answers, and has those sent again that were given up. Each is in the history before it is
/// told of. GUI thread; whoever makes one keeps it no longer than the workspace.
class NoticeActions : public QObject
{
    Q_OBJECT

public:
    explicit NoticeActions(Workspace &workspace, QObject *parent = nullptr);
    ~NoticeActions() override { m_stop.request_stop(); }

    /// A key for the receiver at `target`, beside the one that it has, see SigningKeys::make(). keyMade() or failed().
    void makeKey(const QUrl &target, std::chrono::seconds overlap = SigningKeys::usualOverlap);
    /// keyForgotten() or failed().
    void forgetKey(const QString &origin);
    /// Sends a notice to `target` that says it is a test, see OutboxRunner::test(): no run and no queue is touched.
    /// tested() or testFailed().
    void test(const QUrl &target);
    /// Those that were given up, of that run or (empty) of all. triedAgain() or failed().
    void tryAgain(const QString &runId = {});

    /// The notices that need to be known of: given up, then tried in vain so far. At most `count` of each.
    [[nodiscard]] Result<QList<Delivery>> notices(int count) const;
    /// All of a run, also those that arrived, the newest first.
    [[nodiscard]] Result<QList<Delivery>> noticesOf(const QString &runId, int count) const;
    [[nodiscard]] bool isReadOnly() const; ///< Another Muster has the data: nothing can be sent again from here.
    /// Why nothing is sent although something waits, see OutboxRunner::trouble().
    [[nodiscard]] std::optional<ApiError> trouble() const;

Q_SIGNALS:
    void keyMade(const muster::SigningKeys::Made &made);
    void keyForgotten(const QString &origin);
    void triedAgain(int notices);
    void tested(const QUrl &target, int status, std::chrono::milliseconds took);
    void testFailed(const QUrl &target, const muster::ApiError &error);
    void failed(const muster::ApiError &error);
    /// notices() or trouble() may be others now.
    void changed();

private:
    [[nodiscard]] QCoro::Task<void> answerMake(QUrl target, std::chrono::seconds overlap, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> answerForget(QString origin, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> answerTest(QUrl target, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> answerTryAgain(QString runId, std::stop_token stop);

    Workspace &m_workspace;
    std::stop_source m_stop;
};

} // namespace muster
