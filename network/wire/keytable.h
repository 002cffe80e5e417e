// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>
#include <QString>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace muster {

namespace detail {

/// Whether the enum has a name for it: the compiler writes "(Kind)7" for one that has none.
template <auto value>
consteval bool isNamed()
{
    const std::string_view signature = __PRETTY_FUNCTION__;
    return signature[signature.find("value = ") + 8] != '(';
}

} // namespace detail

/// How many values an enum class has that counts from 0, at most 64; of other enums nothing is known: 0. So that a
/// table that lacks a value does not compile, as a switch without a default would not.
template <typename Value>
consteval std::size_t valueCount()
{
    if constexpr (std::is_convertible_v<Value, int>)
        return 0;
    else
        return []<std::size_t... at>(std::index_sequence<at...>) {
            return (std::size_t(detail::isNamed<static_cast<Value>(at)>()) + ...);
        }(std::make_index_sequence<64>());
}

/// The words that the wire has for the values of an enum, each once. Case matters.
template <typename Value, std::size_t size>
using KeyTable = std::array<std::pair<Value, QLatin1String>, size>;

/// The word of `value`, which must be in the table.
template <typename Value, std::size_t size>
[[nodiscard]] QString keyOf(const KeyTable<Value, size> &table, Value value)
{
    static_assert(size >= valueCount<Value>(), "a value has no key");
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

/// The word at the place of `value` in the table. For enums whose values count from 0.
template <typename Value, std::size_t size>
[[nodiscard]] QString keyOf(const std::array<const char *, size> &table, Value value)
{
    static_assert(size >= valueCount<Value>(), "a value has no key");
    return QString::fromLatin1(table.at(std::size_t(value)));
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

/// The keys of an enum, a table of either kind: specialised beside the enum where others have to name its values, too.
template <typename Value>
inline constexpr std::nullptr_t keyTable = nullptr;

/// By keyTable.
template <typename Value>
[[nodiscard]] QString keyOf(Value value)
{
    return keyOf(keyTable<Value>, value);
}
template <typename Value>
[[nodiscard]] std::optional<Value> valueOf(QStringView word)
{
    if constexpr (requires { keyTable<Value>[0].first; })
        return valueOf(keyTable<Value>, word);
    else
        return valueAt<Value>(keyTable<Value>, word);
}

} // namespace muster
