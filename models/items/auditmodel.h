// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/auditlog.h"

#include <QCache>
#include <functional>

namespace muster {

/// The audit file, newest first, read in windows of 200 entries when they are looked at; a few windows are kept.
class AuditModel : public TableModel<AuditEntry>
{
    Q_OBJECT

public:
    enum Column { Number, Time, Event, Run, Actor, Facts, ColumnCount };
    static constexpr int window = 200;
    /// Gives `count` entries from sequence number `first` on, oldest first.
    using Reader = std::function<Result<QList<AuditEntry>>(qint64 first, qint64 count)>;

    explicit AuditModel(QObject *parent = nullptr);
    void setSource(Reader reader, qint64 count);
    void setLog(AuditLog *log); ///< Follows what is appended. The log outlives the model.
    void entryAppended(const AuditEntry &entry);
    [[nodiscard]] const AuditEntry *entry(int row) const; ///< nullptr: cannot be read. Until the next call.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] const AuditEntry &rowAt(int row) const override { return *entry(row); }

    Reader m_reader;
    qint64 m_count = 0;
    mutable QCache<qint64, QList<AuditEntry>> m_windows{8};
};

} // namespace muster
