// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRegularExpression>
#include <QString>

namespace muster::test {

/// What chance writes taken out: digests, seals and ids of runs (32 hexadecimal digits or more) and times. Whoever looks
/// for a few digits of a number would find them there now and then. Nothing as short as a number is taken out.
[[nodiscard]] inline QString withoutDigests(QString text)
{
    static const QRegularExpression chance(QStringLiteral(
        "(?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?"));
    return text.replace(chance, QStringLiteral("*"));
}
[[nodiscard]] inline QByteArray withoutDigests(const QByteArray &text)
{
    return withoutDigests(QString::fromUtf8(text)).toUtf8();
}

} // namespace muster::test
