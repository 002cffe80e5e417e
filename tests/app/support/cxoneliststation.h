// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/cxonestation.h"

#include <QMutex>

namespace muster::test {

/// Plans for lists of CXone's simulator, carried out by the real program, and what the lists hold.
class CxoneListStation : public CxoneStation
{
public:
    CxoneListStation();

    [[nodiscard]] QString plan() const { return file(QStringLiteral("p.plan")); }
    /// Previews the list with US as default region and writes the plan. `regions`: whose numbers stay; others go.
    [[nodiscard]] CommandResult makePlan(qint64 list, const QString &regions = QStringLiteral("all"));
    [[nodiscard]] QStringList applying(const QStringList &more = {}) const; ///< With the right count.
    [[nodiscard]] const QMap<QString, QString> &fixes() const { return m_fixes; } ///< Digits by id.
    [[nodiscard]] const QStringList &purges() const { return m_purges; }

    using Records = QMap<QString, CxoneSandboxRecord>;
    [[nodiscard]] Records records(qint64 list) const; ///< By id; one that is there twice fails the test.
    /// What `before` must be when the plan was carried out. Ids with zeros in front cannot be named for removal.
    [[nodiscard]] Records planned(Records before) const;
    /// Where the list is not that, but for times, in lines.
    [[nodiscard]] QStringList differences(qint64 list, const Records &wanted) const;

private:
    QMap<QString, QString> m_fixes;
    QStringList m_purges;
};

/// What is written to CXone's calling lists, seen beside the server: a record that is already as it is to be, and is
/// written or removed once more, was doubled.
class UploadWitness
{
public:
    /// Whether a record of that list is already as an upload would leave it; in the server's thread.
    using IsWritten = std::function<bool(const CxoneSandboxRecord &there)>;

    /// The station may go before; its watcher stays with it.
    static std::shared_ptr<UploadWitness> watch(CxoneStation &station, qint64 list, const IsWritten &isWritten);

    [[nodiscard]] QStringList findings() const;

private:
    void see(const SandboxRequest &request, const QList<CxoneSandboxRecord> &truth, const IsWritten &isWritten);

    mutable QMutex m_mutex;
    QStringList m_findings;
};

} // namespace muster::test
