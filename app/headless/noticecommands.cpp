// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/noticecommands.h"

#include "models/runs/outboxrunner.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"

#include <QJsonArray>
#include <QTimer>

namespace muster {

namespace {

constexpr int shownNotices = 10'000;
constexpr std::chrono::seconds retryPatience(30);

QString textOf(const QDateTime &time)
{
    return time.toString(Qt::ISODate);
}

} // namespace

void NoticesCommand::start()
{
    m_actions = std::make_unique<NoticeActions>(workspace());
    switch (m_act) {
    case Act::Keys:
        return listKeys();
    case Act::MakeKey:
        return makeKey();
    case Act::ForgetKey:
        return forgetKey();
    case Act::Retry:
        return retry();
    case Act::List:
        return listNotices();
    }
}

void NoticesCommand::listNotices()
{
    const auto notices = m_actions->notices(shownNotices);
    if (!notices)
        return fail(notices.error(), ExitFailed);
    QList<QStringList> rows{{tr("STATE"), tr("RECEIVER"), tr("QUEUED"), tr("ATTEMPTS"), tr("REASON"), tr("RUN")}};
    QJsonArray array;
    for (const Delivery &notice : *notices) {
        const QString receiver = SigningKeys::originOf(notice.target);
        rows.append({noticeStateText(notice), visibleText(receiver, 200), textOf(notice.queuedAt),
                     QString::number(notice.attempts), errorKeyText(notice.lastErrorKey), notice.runId});
        array.append(QJsonObject{{QStringLiteral("id"), notice.id},
                                 {QStringLiteral("state"), notice.state},
                                 {QStringLiteral("receiver"), receiver},
                                 {QStringLiteral("queued_at"), textOf(notice.queuedAt)},
                                 {QStringLiteral("next_at"), textOf(notice.nextAttemptAt)},
                                 {QStringLiteral("attempts"), notice.attempts},
                                 {QStringLiteral("reason"), notice.lastErrorKey},
                                 {QStringLiteral("run_id"), notice.runId}});
    }
    console().list(rows, tr("No undelivered notifications, and none waiting after a failed attempt."), {3});
    complete({{QStringLiteral("notices"), array}});
}

void NoticesCommand::listKeys()
{
    QList<QStringList> rows{{tr("RECEIVER"), tr("KEY"), tr("CREATED"), tr("SIGNS UNTIL")}};
    QJsonArray array;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const SigningKeys::Receiver &receiver : workspace().signingKeys().receivers()) {
        QJsonArray keys;
        for (const SigningKeys::KeyInfo &key : receiver.keys) {
            if (key.retiresAt && *key.retiresAt <= now)
                continue;
            rows.append({visibleText(receiver.origin, 200), key.id, textOf(key.madeAt),
                         key.retiresAt ? textOf(*key.retiresAt) : tr("replaced")});
            keys.append(QJsonObject{
                {QStringLiteral("id"), key.id},
                {QStringLiteral("made_at"), textOf(key.madeAt)},
                {QStringLiteral("retires_at"), key.retiresAt ? QJsonValue(textOf(*key.retiresAt)) : QJsonValue()}});
        }
        array.append(QJsonObject{{QStringLiteral("receiver"), receiver.origin}, {QStringLiteral("keys"), keys}});
    }
    if (array.isEmpty())
        console().line(tr("No receiver has a signing key: all notifications are sent unsigned."));
    else
        console().table(rows);
    complete({{QStringLiteral("receivers"), array}});
}

void NoticesCommand::makeKey()
{
    connect(m_actions.get(), &NoticeActions::failed, this, [this](const ApiError &error) {
        // The key is there and was shown; what could not be written is the history.
        fail(error, m_isKeyShown ? ExitFailed : ExitRefused);
    });
    connect(m_actions.get(), &NoticeActions::keyMade, this, &NoticesCommand::showKey);
    const NoticeOptions &options = commandLine().noticeOptions;
    m_actions->makeKey(QUrl(options.receiver, QUrl::StrictMode), options.overlap);
}

void NoticesCommand::showKey(const SigningKeys::Made &made)
{
    m_isKeyShown = true;
    const QString text = QString::fromLatin1(made.text.bytes().toByteArray());
    console().line(text);
    console().note(tr("Signing key %1 for %2. Share it with the receiver now; it isn’t shown again.")
                       .arg(made.keyId, visibleText(made.origin, 200)));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")},
                    {QStringLiteral("receiver"), made.origin},
                    {QStringLiteral("key_id"), made.keyId},
                    {QStringLiteral("key"), text}});
    // What follows, if anything, is that the history could not be written.
    QTimer::singleShot(0, this, [this] { Q_EMIT done(ExitComplete); });
}

void NoticesCommand::forgetKey()
{
    connect(m_actions.get(), &NoticeActions::failed, this, [this](const ApiError &error) { fail(error, ExitRefused); });
    connect(m_actions.get(), &NoticeActions::keyForgotten, this, [this](const QString &origin) {
        console().line(tr("Notifications to %1 are now sent unsigned.").arg(visibleText(origin, 200)));
        complete({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("receiver"), origin}});
    });
    m_actions->forgetKey(SigningKeys::originOf(QUrl(commandLine().noticeOptions.receiver, QUrl::StrictMode)));
}

void NoticesCommand::retry()
{
    connect(m_actions.get(), &NoticeActions::failed, this, [this](const ApiError &error) { fail(error, ExitRefused); });
    connect(m_actions.get(), &NoticeActions::triedAgain, this, [this](int notices) {
        OutboxRunner *runner = workspace().outboxRunner();
        runner->wake();
        if (notices == 0 || runner->isIdle())
            return concludeRetry(notices);
        connect(
            runner, &OutboxRunner::idle, this, [this, notices] { concludeRetry(notices); }, Qt::SingleShotConnection);
        QTimer::singleShot(retryPatience, this, [this, runner, notices] {
            if (disconnect(runner, &OutboxRunner::idle, this, nullptr))
                concludeRetry(notices);
        });
    });
    m_actions->tryAgain();
}

void NoticesCommand::concludeRetry(int notices)
{
    const auto counts = workspace().outbox().counts();
    if (!counts)
        return fail(counts.error(), ExitFailed);
    console().line(notices == 0 ? tr("No undelivered notifications.")
                                : tr("%n notification(s) were queued again.", nullptr, notices));
    if (counts->waiting > 0)
        console().line(
            tr("%n notification(s) still waiting; retried at the next start.", nullptr, int(counts->waiting)));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")},
                    {QStringLiteral("queued"), notices},
                    {QStringLiteral("waiting"), counts->waiting}});
    Q_EMIT done(counts->waiting == 0 ? ExitComplete : ExitFailed);
}

} // namespace muster
