// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>
#include <QString>
#include <array>
#include <optional>
#include <utility>

namespace muster {

/// The words that the wire has for the values of an enum, each once. Case matters.
template <typename Value, std::size_t size>
using KeyTable = std::array<std::pair<Value, QLatin1String>, size>;

/// The word of `value`, which must be in the table.
template <typename Value, std::size_t size>
[[nodiscard]] QString keyOf(const KeyTable<Value, size> &table, Value value)
{
    for (const auto &[known, key] : table) {
        if (known == value)
            return key;
    }
    Q_UNREACHABLE();
}

/// The value that has that very word; nothing: none has.
template <typename Value, std::size_t size>
[[nodiscard]] std::optional<Value> valueOf(const KeyTable<Value, size> &table, QStringView word)
{
    for (const auto &[value, key] : table) {
        if (key == word)
            return value;
    }
    return std::nullopt;
}

/// The value whose place in the table has that very word; nothing: none has. For enums whose values count from 0.
template <typename Value, std::size_t size>
[[nodiscard]] std::optional<Value> valueAt(const std::array<const char *, size> &table, QStringView word)
{
    for (std::size_t at = 0; at < size; ++at) {
        if (word == QLatin1String(table[at]))
            return Value(at);
    }
    return std::nullopt;
}

} // namespace muster
