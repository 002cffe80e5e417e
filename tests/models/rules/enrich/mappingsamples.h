// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

#include <QRandomGenerator>

namespace muster::test {

inline QString sampleText(QRandomGenerator &random, int longest)
{
    static const QString letters = QStringLiteral("ab =:|(),>*\"\\'\u00E4\u4E2D.-_const\n\t");
    QString text;
    for (int length = random.bounded(longest + 1); length > 0; --length)
        text += letters[random.bounded(int(letters.size()))];
    return text;
}

inline QString sampleName(QRandomGenerator &random, int number)
{
    return sampleText(random, 6) + QString::number(number);
}

inline FieldTransform sampleTransform(QRandomGenerator &random)
{
    FieldTransform transform = emptyTransform(TransformKind(random.bounded(transformKindCount)));
    if (auto *date = std::get_if<ReadDate>(&transform)) {
        *date = {sampleText(random, 8), random.bounded(2) == 0 ? QString() : sampleText(random, 4)};
    } else if (auto *number = std::get_if<ReadNumber>(&transform)) {
        *number = {sampleText(random, 1), sampleText(random, 1)};
    } else if (auto *words = std::get_if<ReadBoolean>(&transform)) {
        for (int i = random.bounded(3); i > 0; --i) {
            words->yes.append(sampleName(random, i));
            words->no.append(sampleName(random, i));
        }
    } else if (auto *replace = std::get_if<ReplacePattern>(&transform)) {
        *replace = {sampleText(random, 8), sampleText(random, 8)};
    } else if (auto *table = std::get_if<ValueTable>(&transform)) {
        for (int i = random.bounded(4); i > 0; --i)
            table->entries.append({sampleName(random, i), sampleText(random, 5)});
        table->unlisted = ValueTable::Unlisted(random.bounded(3));
        if (table->unlisted == ValueTable::Unlisted::Replace)
            table->replacement = sampleText(random, 5);
    }
    return transform;
}

/// Any field that is within the limits.
inline FieldMapping sampleField(QRandomGenerator &random, int number)
{
    FieldMapping field;
    field.attribute = sampleName(random, number);
    if (random.bounded(4) == 0) {
        field.source.constant = sampleText(random, 6);
    } else {
        for (int i = random.bounded(1, 4); i > 0; --i)
            field.source.columns.append(sampleName(random, i));
    }
    for (int i = random.bounded(4); i > 0; --i)
        field.transforms.append(sampleTransform(random));
    field.policy = {FieldWrite(random.bounded(3)), EmptyCell(random.bounded(3)), InvalidCell(random.bounded(2))};
    for (int i = field.source.constant ? 0 : random.bounded(3); i > 0; --i) {
        field.alternatives.append(QList<FieldTransform>());
        for (int step = random.bounded(3); step > 0; --step)
            field.alternatives.last().append(sampleTransform(random));
    }
    return field;
}

} // namespace muster::test
