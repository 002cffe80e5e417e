// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace muster {

/// What a connection may choose of an API flavour. Its words are in models/text (dialectOptionText()).
struct DialectOption
{
    QString key; ///< In ConnectionProfile::options; lower case, stable for `--json` and connection files.
    QString standard; ///< What holds where a connection chooses nothing.
    QStringList choices; ///< Offered; empty: there is nothing to offer.
    bool isOpen = false; ///< Values besides the choices are taken, where isValid() says so.
    bool (*isValid)(const QString &value) = nullptr; ///< Of an open one; nullptr: any text is.

    [[nodiscard]] bool accepts(const QString &value) const
    {
        return value == standard || choices.contains(value) || (isOpen && (isValid == nullptr || isValid(value)));
    }
};

} // namespace muster
