// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/rawpage.h"
#include "network/wire/contactlist.h"

#include <memory>
#include <vector>

namespace muster {

/// Bytes <-> neutral values for contact lists; one per dialect. Pure, safe on any thread.
class ContactListsCodec
{
public:
    virtual ~ContactListsCodec() = default;
    [[nodiscard]] virtual Result<QList<ContactListSummary>> list(const QByteArray &body) const = 0;
    /// The next link when it can be read from the page's end without parsing, see RawPage::nextCursor.
    [[nodiscard]] virtual std::optional<QByteArray> nextCursor(QByteArrayView body) const = 0;
    [[nodiscard]] virtual std::shared_ptr<const PageDecoder> decoder() const = 0;
    /// The body of a correction or of a restore.
    [[nodiscard]] virtual QByteArray records(const QList<ContactPhone> &contacts) const = 0;
    /// What an accepted answer to such a body proves of each record. The server's words in it are not yet masked.
    [[nodiscard]] virtual WriteAnswer corrected(int httpStatus, const QByteArray &body,
                                                const QList<ContactPhone> &sent) const
        = 0;
    [[nodiscard]] virtual WriteAnswer restored(int httpStatus, const QByteArray &body,
                                               const QList<ContactPhone> &sent) const
        = 0;
    /// Which of `count` records a refusal names, by position.
    [[nodiscard]] virtual std::vector<bool> named(const ApiError &refusal, qsizetype count) const = 0;
};

/// Contract section 6.1. For answers with per-record results (F25), of which the contract has none, the form is
/// `{ updatedCount?: int, results: { id: str, status: int, error?: str, message?: str }[] }`, `status` being what the
/// record alone would have been answered.
class ContractContactListsCodec final : public ContactListsCodec
{
public:
    [[nodiscard]] Result<QList<ContactListSummary>> list(const QByteArray &body) const override;
    [[nodiscard]] std::optional<QByteArray> nextCursor(QByteArrayView body) const override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override;
    [[nodiscard]] QByteArray records(const QList<ContactPhone> &contacts) const override;
    [[nodiscard]] WriteAnswer corrected(int httpStatus, const QByteArray &body,
                                        const QList<ContactPhone> &sent) const override;
    [[nodiscard]] WriteAnswer restored(int httpStatus, const QByteArray &body,
                                       const QList<ContactPhone> &sent) const override;
    [[nodiscard]] std::vector<bool> named(const ApiError &refusal, qsizetype count) const override;
};

} // namespace muster
