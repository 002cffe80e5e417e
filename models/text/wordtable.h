// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QCoreApplication>
#include <QLatin1String>
#include <QString>

namespace muster {

/// A row of a table that has a word for each value of an enum, marked by QT_TRANSLATE_NOOP.
template <typename Value>
struct WordRow
{
    Value value;
    const char *word;
};

/// The word of `value`, translated in that context.
template <typename Value, std::size_t size>
[[nodiscard]] QString wordIn(const char *context, const WordRow<Value> (&rows)[size], Value value)
{
    static_assert(size >= valueCount<Value>(), "a value has no word");
    for (const WordRow<Value> &row : rows) {
        if (row.value == value)
            return QCoreApplication::translate(context, row.word);
    }
    return {};
}

/// A row of a table that has a word for each of our keys, marked likewise.
struct KeyedWord
{
    const char *key;
    const char *word;
};

/// The same for the very key.
template <std::size_t size>
[[nodiscard]] QString wordIn(const char *context, const KeyedWord (&rows)[size], QStringView key)
{
    for (const KeyedWord &row : rows) {
        if (key == QLatin1String(row.key))
            return QCoreApplication::translate(context, row.word);
    }
    return {};
}

} // namespace muster
