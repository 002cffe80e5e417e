// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/musterprocess.h"

#include <QHash>
#include <QSet>

namespace muster::test {

/// A plan of the leads, made by the real program, and what the list must be once it was carried out.
class ListStation : public MusterStation
{
public:
    using MusterStation::MusterStation;

    /// Previews the leads with US as default region and writes the plan. False when that failed.
    [[nodiscard]] bool makePlan(const QStringList &more = {});
    [[nodiscard]] QString plan() const { return file(QStringLiteral("p.plan")); }
    [[nodiscard]] qint64 fixes() const { return m_fixes.size(); }
    [[nodiscard]] qint64 purges() const { return m_purges.size(); }
    [[nodiscard]] QStringList applying(const QStringList &more = {}) const; ///< With the right count.

    static const QString &leads();
    [[nodiscard]] QList<SandboxListContact> content() const { return listTruth(leads()); }
    /// Ids and numbers: what a correction's time does not change.
    using Numbers = QList<QPair<QByteArray, QByteArray>>;
    [[nodiscard]] static Numbers numbersOf(const QList<SandboxListContact> &contacts);
    [[nodiscard]] Numbers present() const { return numbersOf(content()); }
    [[nodiscard]] Numbers before() const;
    [[nodiscard]] Numbers planned(bool withPurges = true) const;

    /// Whether every DELETE was for a planned contact, and between two for the same contact the list was read.
    [[nodiscard]] bool deletesWereFair() const;

private:
    [[nodiscard]] QList<SandboxListContact> listTruth(const QString &list) const;

    QHash<QByteArray, QByteArray> m_fixes; ///< By id.
    QSet<QByteArray> m_purges;
};

} // namespace muster::test
