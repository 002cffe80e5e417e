// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"
#include "models/store/auditquery.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <iterator>
#include <random>
#include <vector>

namespace muster::test {

// Histories and questions made by chance, and the answers as a reading from the first entry to the last gives them.

inline const QStringList runs{QString(), QStringLiteral("r1"), QStringLiteral("r2"), QStringLiteral("r3"),
                              QStringLiteral("r\u00e9")};
inline const QStringList eventNames{
    QStringLiteral("export.started"),       QStringLiteral("export.page"),        QStringLiteral("export.complete"),
    QStringLiteral("export.completed"),     QStringLiteral("apply.paused"),       QStringLiteral("apply.updated"),
    QStringLiteral("transcript_extracted"), QStringLiteral("transcripts.failed"), QStringLiteral("profile.armed")};
inline const QStringList values{QStringLiteral("a"), QStringLiteral("B"), QStringLiteral("gr\u00fcn"),
                                QStringLiteral("x\"y\\"), QStringLiteral("1")};

template <typename List>
auto anyOf(std::mt19937 &random, const List &list)
{
    return list[qsizetype(random() % std::size(list))];
}

/// Entries of any kind; at the clock's own times, so that all of an append have nearly the same.
[[nodiscard]] inline QList<AuditDraft> randomDrafts(std::mt19937 &random, int count)
{
    QList<AuditDraft> drafts;
    for (int i = 0; i < count; ++i) {
        AuditDraft draft{anyOf(random, eventNames), anyOf(random, runs), {}};
        for (const char *name : {"profile", "list", "segment", "order", "file", "outcome", "interaction"}) {
            if (random() % 4 == 0)
                draft.facts.insert(QLatin1String(name), anyOf(random, values));
        }
        if (random() % 3 == 0)
            draft.facts.insert(QStringLiteral("records"), qint64(random() % 50));
        if (random() % 9 == 0)
            draft.facts.insert(QStringLiteral("share"), 0.5);
        if (random() % 9 == 0)
            draft.facts.insert(QStringLiteral("profile"), 7); // not a text: names no connection
        drafts.append(draft);
    }
    return drafts;
}

/// The truth: from the first entry to the last, each as the log decodes it.
[[nodiscard]] inline std::vector<quint32> scanned(const QList<AuditEntry> &entries, const AuditQuery &query)
{
    std::vector<quint32> found;
    QHash<QString, QHash<QString, QString>> named; // by run, then by fact
    const QStringList objectNames{QStringLiteral("list"),  QStringLiteral("segment"),  QStringLiteral("audience"),
                                  QStringLiteral("order"), QStringLiteral("plan"),     QStringLiteral("backup"),
                                  QStringLiteral("file"),  QStringLiteral("list_name")};
    for (const AuditEntry &entry : entries) {
        const auto about = [&](const QString &fact) {
            QString value = entry.facts.value(fact).toString();
            if (!entry.runId.isEmpty() && !value.isEmpty())
                named[entry.runId][fact] = value;
            else if (!entry.runId.isEmpty())
                value = named[entry.runId][fact];
            return value;
        };
        QStringList objects;
        for (const QString &name : objectNames)
            objects << about(name);
        const QString connection = about(QStringLiteral("profile"));
        const QString last = entry.event.mid(entry.event.lastIndexOf(u'.') + 1);
        const QHash<QString, QString> ends{{QStringLiteral("complete"), QStringLiteral("complete")},
                                           {QStringLiteral("completed"), QStringLiteral("complete")},
                                           {QStringLiteral("paused"), QStringLiteral("paused")},
                                           {QStringLiteral("failed"), QStringLiteral("failed")}};
        const QString said = entry.facts.value(QStringLiteral("outcome")).toString();
        const QString outcome = said.isEmpty() ? ends.value(last) : said;
        const QString job = entry.event == QLatin1String("transcript_extracted")
            ? QStringLiteral("transcripts")
            : entry.event.left(entry.event.indexOf(u'.'));
        const QString words = entry.event + u'\n' + entry.runId + u'\n' + entry.actor + u'\n'
            + QString::fromUtf8(QJsonDocument(entry.facts).toJson(QJsonDocument::Compact));
        const auto is = [](const QString &wanted, const QString &value) { return wanted.isEmpty() || wanted == value; };
        const bool fits = (!query.since.isValid() || entry.at >= query.since)
            && (!query.until.isValid() || entry.at < query.until) && is(query.actor, entry.actor)
            && is(query.connection, connection) && is(query.event, entry.event) && is(query.outcome, outcome)
            && is(query.runId, entry.runId) && is(query.job, job)
            && is(query.interaction, entry.facts.value(QStringLiteral("interaction")).toString())
            && (query.object.isEmpty() || objects.contains(query.object))
            && (query.text.isEmpty() || query.textEvents.contains(entry.event)
                || words.toCaseFolded().contains(query.text.toCaseFolded()));
        if (fits)
            found.push_back(quint32(entry.sequence));
    }
    return found;
}

[[nodiscard]] inline QList<AuditEntry> allOf(const AuditLog &log)
{
    QList<AuditEntry> all;
    for (qint64 first = 1; first <= log.count(); first += 10'000)
        all += *log.read(first, 10'000);
    return all;
}

[[nodiscard]] inline AuditQuery randomQuery(std::mt19937 &random, const QList<AuditEntry> &entries)
{
    AuditQuery query;
    const auto maybe = [&](int oneIn) { return random() % quint32(oneIn) == 0; };
    if (maybe(4))
        query.since = anyOf(random, entries).at;
    if (maybe(4))
        query.until = anyOf(random, entries).at.addMSecs(qint64(random() % 3));
    if (maybe(6))
        query.actor = maybe(4) ? QStringLiteral("nobody") : entries.first().actor;
    if (maybe(5))
        query.connection = anyOf(random, values);
    if (maybe(5))
        query.event = anyOf(random, eventNames);
    if (maybe(5))
        query.job = QStringList{QStringLiteral("export"), QStringLiteral("transcripts"), QStringLiteral("exp")}.at(
            qsizetype(random() % 3));
    if (maybe(5))
        query.outcome = maybe(2) ? anyOf(random, values) : QStringLiteral("complete");
    if (maybe(4))
        query.runId = anyOf(random, runs);
    if (maybe(4))
        query.object = anyOf(random, values);
    if (maybe(8))
        query.interaction = anyOf(random, values);
    if (maybe(3)) {
        query.text = QStringList{QStringLiteral("PAGE"),          QStringLiteral("r\u00c9"), QStringLiteral("\"list\""),
                                 QStringLiteral("gr\u00dcn"),     QStringLiteral("0.5"),     QStringLiteral("\\"),
                                 QStringLiteral("\"records\":1"), QStringLiteral("none")}
                         .at(qsizetype(random() % 8));
        if (maybe(3))
            query.textEvents = {anyOf(random, eventNames)};
    }
    return query;
}

} // namespace muster::test
