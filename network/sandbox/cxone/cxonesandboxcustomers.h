// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/sandboxdata.h"

#include <QMap>

namespace muster {

/// One digital customer: the ground truth. The people of the calling list "Spring renewals", as far as both go.
struct CxoneSandboxCustomer
{
    QString id;
    QString firstName; ///< Empty: not known.
    QString surname;
    QMap<QString, QString> customFields; ///< By ident: "email", "phone", "city", "tier", "loyaltyPoints"; those known.
    QDateTime created, updated; ///< UTC.
    int inbound = 0, outbound = 0; ///< Messages.
    bool operator==(const CxoneSandboxCustomer &) const = default;
};

/// /customers of the digital API: listed by page and limit, without any link to the next page.
class CxoneSandboxCustomers : public CxoneSandboxPart
{
public:
    static constexpr qint64 count = 1500;
    static constexpr qint64 mostOnPage = 100;

    CxoneSandboxCustomers(const SandboxData &data, const QDateTime &started);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    [[nodiscard]] CxoneSandboxCustomer customer(qint64 number) const; ///< In [0, count).

private:
    [[nodiscard]] SandboxAnswer index(CxoneSandboxCall &call) const;
    [[nodiscard]] SandboxAnswer one(const QString &id) const;
    [[nodiscard]] std::optional<qint64> numberOf(const QString &id) const;

    const SandboxData m_data;
    const QDateTime m_started;
};

} // namespace muster
