// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/apidialect.h"

#include <QStringList>

namespace muster {

/// The API flavours that this Muster speaks, by the key that a connection's profile names. GUI thread; filled before
/// the first connection is made.
class DialectRegistry
{
public:
    /// The application's, with every flavour that Muster brings along.
    [[nodiscard]] static DialectRegistry &instance();

    /// nullptr: none that this Muster knows, so nothing may be sent in its name.
    [[nodiscard]] std::shared_ptr<const ApiDialect> find(const QString &key) const;
    [[nodiscard]] QStringList keys() const; ///< Sorted.
    /// In place of another one of the same key, if there is one.
    void add(std::shared_ptr<const ApiDialect> dialect);
    void remove(const QString &key);

private:
    DialectRegistry();

    QMap<QString, std::shared_ptr<const ApiDialect>> m_dialects;
};

} // namespace muster
