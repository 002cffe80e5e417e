// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

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

} // namespace muster
