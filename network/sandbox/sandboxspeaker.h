// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxtranscript.h"

#include <string_view>

namespace muster {

/// Fills in what the people of one interaction say, and keeps what of it is personal. Values follow from the random
/// number that it was given.
class SandboxSpeaker
{
public:
    explicit SandboxSpeaker(quint64 random);

    /// `line` with everything in braces replaced; places that are personal are noted under `path`.
    [[nodiscard]] QString fill(std::string_view line, const QString &path);
    /// One value of that kind ("email", "ip", ...), noted as the whole of the string at `path`.
    [[nodiscard]] QString value(const QString &kind, const QString &path, bool inKey = false);
    [[nodiscard]] const QList<SandboxPersonal> &personal() const { return m_personal; }

private:
    struct Value
    {
        QString text;
        QString entity; ///< Empty: not personal.
    };
    [[nodiscard]] Value made(const QString &kind);
    [[nodiscard]] Value madeNumber(const QString &kind);
    [[nodiscard]] static Value fixed(const QString &kind, int choice);
    [[nodiscard]] int draw(int below);
    [[nodiscard]] QString phoneDigits(); ///< Ten, +1 NPA 555-01xx.

    quint64 m_state;
    QString m_phone; ///< Spoken in two halves.
    QList<SandboxPersonal> m_personal;
};

} // namespace muster
