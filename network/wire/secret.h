// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

namespace muster {

/// A secret or token in memory: wiped when the last copy is gone, kept out of core dumps and swap where the system
/// allows (S05). Copies share one place, so that handing a token to every request neither spreads it nor costs a
/// mapping. Never printed: there is no operator<<.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);

    [[nodiscard]] bool isEmpty() const { return m_pages == nullptr; }
    /// Valid as long as this or a copy lives.
    [[nodiscard]] QByteArrayView bytes() const;
    bool operator==(const Secret &other) const { return bytes() == other.bytes(); }

private:
    class Pages;
    std::shared_ptr<const Pages> m_pages; ///< nullptr: empty.
};

} // namespace muster
