// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/recordpage.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <memory>
#include <vector>

namespace muster {

/// Reads the accepted answer to a write of several records and says only what it proves. Whatever is malformed,
/// contradicts itself or speaks of other records leaves every record Unknown: a run settles that by a read. The errors
/// of single records hold the server's words, cut to length but not yet masked. Not reusable.
class WriteAnswerReader
{
public:
    enum class Body { MayBeAbsent, Needed };

    /// `count` is the member that says how many records were applied.
    WriteAnswerReader(int httpStatus, const char *count, Body body);

    [[nodiscard]] WriteAnswer read(const QByteArray &body, const QList<ContactPhone> &sent);

private:
    void readResults(const QJsonArray &results);
    void readResult(const QJsonObject &result);
    void settleUnnamed(qint64 count);
    [[nodiscard]] qsizetype applied() const;
    void setAll(WriteFate fate, const std::optional<ApiError> &error);
    void doubt(ErrorKind kind, const QString &code);

    int m_httpStatus;
    const char *m_count;
    Body m_body;
    WriteAnswer m_answer;
    QHash<QString, qsizetype> m_positions;
    std::vector<bool> m_named;
    bool m_doubted = false;
};

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
