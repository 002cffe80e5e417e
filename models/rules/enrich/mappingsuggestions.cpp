// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingsuggestions.h"

#include "models/rules/enrich/namewords.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <tuple>

namespace muster {

namespace {

std::vector<NameWords> wordsOf(const QStringList &names)
{
    std::vector<NameWords> words;
    for (const QString &name : names)
        words.emplace_back(name);
    return words;
}

/// The likeliest names of a column of contact ids.
const std::vector<NameWords> &idNames()
{
    static const std::vector<NameWords> names
        = wordsOf({QStringLiteral("contact id"), QStringLiteral("id"), QStringLiteral("customer id")});
    return names;
}

QStringList attributeNames(const ListSchema &schema)
{
    QStringList names;
    for (const ListAttribute &attribute : schema.attributes)
        names.append(attribute.name);
    return names;
}

} // namespace

QList<MappingSuggestion> MappingSuggestions::of(const SourceShape &shape, const ListSchema &schema)
{
    const QStringList columnNames = shape.columns.mid(0, maxNames);
    const std::vector<NameWords> columns = wordsOf(columnNames);
    const std::vector<NameWords> attributes = wordsOf(attributeNames(schema).mid(0, maxNames));
    QHash<QString, int> uses;
    for (const QString &name : shape.columns)
        ++uses[name];
    QList<MappingSuggestion> pairs;
    for (int column = 0; column < int(columns.size()); ++column) {
        if (uses.value(columnNames[column]) > 1)
            continue;
        const NameWords &words = columns[std::size_t(column)];
        int idScore = 0;
        for (const NameWords &name : idNames())
            idScore = std::max(idScore, NameWords::likeness(words, name));
        if (idScore >= minScore)
            pairs.append({column, -1, idScore});
        for (int attribute = 0; attribute < int(attributes.size()); ++attribute) {
            const int score = NameWords::likeness(words, attributes[std::size_t(attribute)]);
            if (score >= minScore)
                pairs.append({column, attribute, score});
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const MappingSuggestion &one, const MappingSuggestion &other) {
        return std::tuple(-one.score, one.column, one.attribute)
            < std::tuple(-other.score, other.column, other.attribute);
    });
    QSet<int> usedColumns, usedAttributes;
    QList<MappingSuggestion> chosen;
    for (const MappingSuggestion &pair : std::as_const(pairs)) {
        if (usedColumns.contains(pair.column) || usedAttributes.contains(pair.attribute))
            continue;
        usedColumns.insert(pair.column);
        usedAttributes.insert(pair.attribute);
        chosen.append(pair);
    }
    return chosen;
}

int MappingSuggestions::similarity(const QString &one, const QString &other)
{
    return NameWords::likeness(NameWords(one), NameWords(other));
}

} // namespace muster
