// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <functional>
#include <iterator>
#include <type_traits>

namespace muster {

/// What `of` (a function, or a pointer to a member) gives for each element of `range`, in its order.
template <typename Range, typename Of>
[[nodiscard]] auto mapped(const Range &range, Of of)
{
    QList<std::decay_t<decltype(std::invoke(of, *std::begin(range)))>> all;
    for (const auto &element : range)
        all.append(std::invoke(of, element));
    return all;
}

} // namespace muster
