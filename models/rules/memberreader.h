// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace muster {

/// Takes members out of a JSON object of ours and remembers whether one was missing, of another type or not expected.
/// Reading goes on after a fault, with empty values; good() tells at the end. The object must outlive the reader.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    [[nodiscard]] QString text(QLatin1String name);
    [[nodiscard]] bool flag(QLatin1String name);
    [[nodiscard]] qint64 number(QLatin1String name); ///< Whole, below 10^15.
    [[nodiscard]] QJsonArray array(QLatin1String name);
    [[nodiscard]] QJsonObject object(QLatin1String name);
    [[nodiscard]] QStringList texts(QLatin1String name); ///< An array of nothing but texts.
    /// What else has to hold for the member that was taken last.
    void require(bool condition);
    /// All was there, and nothing else.
    [[nodiscard]] bool good() const { return m_firstFault.isEmpty() && m_object.size() == m_taken; }
    /// The first member with a fault; "unexpected" when there are members that nobody took; empty when good().
    [[nodiscard]] QString fault() const;

private:
    [[nodiscard]] QJsonValue take(QLatin1String name);

    const QJsonObject &m_object;
    QString m_last, m_firstFault;
    qsizetype m_taken = 0;
};

} // namespace muster
