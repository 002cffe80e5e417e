// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QString>

namespace muster {

/// How often and how recently things were chosen, by their ids: a use counts one, and half as much after three days.
/// Holds ids only, no names. A value; GUI thread.
class UsageMemory
{
public:
    static constexpr int mostIds = 200; ///< Those used least are forgotten.
    static constexpr int mostWeight = 60;

    void noteUse(const QString &id, const QDateTime &now);
    /// 0 for what was never used; grows ever slower with the uses, at most mostWeight.
    [[nodiscard]] int weight(const QString &id, const QDateTime &now) const;
    [[nodiscard]] QJsonArray toJson() const;
    /// What is not as toJson() writes it is left out.
    [[nodiscard]] static UsageMemory fromJson(const QJsonArray &json);

private:
    struct Use
    {
        double value = 0; ///< At `last`.
        QDateTime last; ///< UTC.
        [[nodiscard]] double valueAt(const QDateTime &now) const;
    };
    void forgetLeast(const QDateTime &now);

    QHash<QString, Use> m_uses;
};

} // namespace muster
