// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/rawpage.h"

#include <memory>
#include <vector>

namespace muster {

/// Bytes <-> neutral values for contact lists, as the contract has them. Pure, safe on any thread.
/// Contract section 6.1. For answers with per-record results (F25), of which the contract has none, the form is
/// `{ updatedCount?: int, results: { id: str, status: int, error?: str, message?: str }[] }`, `status` being what the
/// record alone would have been answered.
class ContractContactListsCodec
{
public:
    [[nodiscard]] Result<QList<ContactListSummary>> list(const QByteArray &body) const;
    /// The next link when it can be read from the page's end without parsing, see RawPage::nextCursor.
    [[nodiscard]] std::optional<QByteArray> nextCursor(QByteArrayView body) const;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const;
    /// The body of a correction or of a restore.
    [[nodiscard]] QByteArray records(const QList<ContactPhone> &contacts) const;
    /// What an accepted answer to such a body proves of each record. The server's words in it are not yet masked.
    [[nodiscard]] WriteAnswer corrected(int httpStatus, const QByteArray &body, const QList<ContactPhone> &sent) const;
    [[nodiscard]] WriteAnswer restored(int httpStatus, const QByteArray &body, const QList<ContactPhone> &sent) const;
    /// Which of `count` records a refusal names, by position.
    [[nodiscard]] std::vector<bool> named(const ApiError &refusal, qsizetype count) const;
};

} // namespace muster
