// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "masksupport.h"

#include <QFile>

namespace muster::test {

/// One line of tests/data/masking/labelled.txt.
struct LabelledConversation
{
    struct Label
    {
        std::uint32_t text = 0, begin = 0, end = 0;
        Entity entity = Entity::Email;
    };
    QByteArray line;
    QList<QByteArray> turns; ///< Without marks.
    QList<Label> labels;

    [[nodiscard]] Conversation conversation() const
    {
        Conversation result;
        for (qsizetype i = 0; i < turns.size(); ++i)
            result.append(turns[i].toStdString(), int(i % 2));
        return result;
    }
};

[[nodiscard]] inline LabelledConversation labelledLine(const QByteArray &line)
{
    LabelledConversation result{.line = line, .turns = {QByteArray()}, .labels = {}};
    Entity open = Entity::Email;
    std::uint32_t from = 0;
    for (qsizetype at = 0; at < line.size(); ++at) {
        QByteArray &turn = result.turns.back();
        if (line.mid(at, 2) == "||") {
            result.turns.append(QByteArray());
            ++at;
        } else if (line[at] == '{') {
            const qsizetype colon = line.indexOf(':', at);
            const auto entity = entityOfKey(line.mid(at + 1, colon - at - 1).toStdString());
            if (!entity)
                qFatal("no such kind: %s", line.constData());
            open = *entity;
            from = std::uint32_t(turn.size());
            at = colon;
        } else if (line[at] == '}') {
            result.labels.append({std::uint32_t(result.turns.size() - 1), from, std::uint32_t(turn.size()), open});
        } else {
            turn += line[at];
        }
    }
    return result;
}

/// `path`: see tests/data/masking/README.md.
[[nodiscard]] inline QList<LabelledConversation> labelledSet(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no labelled set");
    QList<LabelledConversation> result;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            result.append(labelledLine(line));
    }
    return result;
}

/// Everything is looked for, in the regions of the set.
[[nodiscard]] inline MaskPolicy labelledPolicy()
{
    MaskPolicy policy;
    policy.rules.fill({});
    policy.regions.clear();
    for (const char *region : {"US", "GB", "CA", "DE", "FR", "ES", "PT", "BR"})
        policy.regions.append(QString::fromLatin1(region));
    return policy;
}

} // namespace muster::test
