// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/background/workerjob.h"
#include "models/rules/criteria/criteriafield.h"
#include "models/sources/tableformat.h"
#include "network/wire/apierror.h"

#include <QObject>
#include <functional>
#include <stop_token>

namespace muster {

/// Contacts of a file, and how it was read.
struct ContactsFile
{
    SharedContactColumns contacts;
    TableFormat format;
    bool isGuessed = false; ///< The format is a guess that the bytes do not prove.
    /// Of JSON Lines: members that only later rows have; they are no fields of `contacts` (see
    /// TableReader::lateColumns()), so nothing is known of them.
    QStringList unreadFields;
};

/// Reads a CSV, TSV or JSON Lines file whole; without `format` it is guessed. Cells are taken as they are, white space
/// included; of JSON null is empty. `progress` hears of every block: rows so far, and the share of the file's bytes (0
/// to 1). Blocks; for a worker.
/// Errors: of TableReader and guessTableFormat() (File, BadInput with row and column), of ContactColumnsBuilder
/// (LimitExceeded), BadInput "contacts_empty" (subject: the file) when there is no row, Cancelled after a stop.
[[nodiscard]] Result<ContactsFile> readContactsFile(const QString &file, const std::optional<TableFormat> &format,
                                                    const ContactLimits &limits,
                                                    const std::function<void(qint64 rows, double share)> &progress,
                                                    const std::stop_token &stop);

/// Different texts that a field may have to be shown as a list of values.
inline constexpr std::size_t mostKnownValues = 50;

/// What the contacts at hand tell of fields where nothing else does: those that somebody has filled, in their order,
/// with their types, and of text their values when these are few and come again (at most mostKnownValues, each twice on
/// average). Some milliseconds; any thread.
[[nodiscard]] CriteriaFields contactFields(const ContactColumns &contacts);

/// contactFields() on a worker for an object of the GUI thread, which is never held. The newest contacts win: what was
/// overtaken is never told of.
class FieldInference : public QObject
{
    Q_OBJECT

public:
    explicit FieldInference(QObject *parent = nullptr);
    void start(const SharedContactColumns &contacts); ///< Not nullptr.
    void cancel(); ///< inferred() does not come.

Q_SIGNALS:
    void inferred(const muster::CriteriaFields &fields);
    void failed(const muster::ApiError &error); ///< In its stead: the work threw (F109).

private:
    WorkerJob<CriteriaFields> m_work;
};

} // namespace muster
