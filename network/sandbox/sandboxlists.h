// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxliststore.h"
#include "network/sandbox/sandboxservice.h"
#include "network/wire/apierror.h"

#include <tl/expected.hpp>

namespace muster {

/// Why a batch is refused as a whole.
struct SandboxBatchRefusal
{
    int status = 400;
    QLatin1String code = QLatin1String("invalid_batch");
    QList<FieldFault> details; ///< "contacts[3].phone"; never the number.
};

enum class SandboxBatch {
    Correction, ///< Contacts that are in the list, numbers as the contract writes them.
    Restoring, ///< Contacts that were removed from the list, any text as number; 409 names those that are in it.
};

/// Reads the body of a PATCH or POST strictly (contract section 6.1): 1 to 100 contacts of exactly id and phone, none
/// twice, all of this list. Everything that is wrong is named.
[[nodiscard]] tl::expected<QList<ContactPhone>, SandboxBatchRefusal>
readSandboxBatch(const QByteArray &body, SandboxBatch kind, const SandboxList &list, const SandboxListStore &store);

/// Plus sign, digit 1 to 9, then 1 to 14 digits.
[[nodiscard]] bool isSandboxE164(QStringView text);

/// Contract section 6.1: index, pages, corrections, removal, restoring. contents() may be called from any thread.
class SandboxLists final : public SandboxService
{
public:
    SandboxLists(quint64 seed, qint64 contacts);

    [[nodiscard]] Service service() const override { return Service::ContactLists; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

    /// What is in the list now; empty when there is no such list.
    [[nodiscard]] QList<SandboxListContact> contents(const QString &listId) const;
    /// Where other services merge into what is in the lists.
    [[nodiscard]] SandboxListStore &store() { return m_store; }

private:
    [[nodiscard]] SandboxAnswer index(SandboxFault::Mutation mutation) const;
    [[nodiscard]] SandboxAnswer page(const SandboxList &list, const SandboxHttpRequest &request,
                                     SandboxFault::Mutation mutation) const;
    [[nodiscard]] SandboxAnswer correct(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                        SandboxFault::Mutation mutation);
    [[nodiscard]] SandboxAnswer correctSome(const QList<ContactPhone> &contacts, const QDateTime &now);
    [[nodiscard]] SandboxAnswer restore(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                        SandboxFault::Mutation mutation);
    [[nodiscard]] SandboxAnswer remove(const QString &contactId, SandboxFault::Mutation mutation);

    SandboxListStore m_store;
    SandboxCursor m_cursor;
};

} // namespace muster
