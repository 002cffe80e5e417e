// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>
#include <optional>

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

/// A bearer, as a service gave it.
struct Token
{
    Secret value;
    std::chrono::seconds life{0}; ///< From receipt.
    bool lifeStated = true; ///< false: missing or odd, so 5 minutes were assumed (F09).
    QString tenantId{}; ///< Whose it is, where the answer says so; only a flavour that finds out its hosts looks at it.
    /// What it is good for, as the answer says (RFC 6749 section 5.1); nullopt: it does not say.
    std::optional<QStringList> scopes{};
};

} // namespace muster
