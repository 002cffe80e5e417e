// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/exportrules.h"
#include "network/wire/recordpage.h"
#include "network/wire/segment.h"

#include <QAbstractTableModel>
#include <QHash>
#include <chrono>
#include <memory>
#include <optional>

namespace muster {

/// The list of audience segments. Small (hundreds): a sort proxy on RawRole may stand on it.
class SegmentsModel : public RowsModel<SegmentSummary>
{
    Q_OBJECT

public:
    enum Column { Name, Status, Size, Updated, Attributes, ColumnCount };

    explicit SegmentsModel(QObject *parent = nullptr);
    void setSegments(const QList<SegmentSummary> &segments);
    /// What "fresh" means: segments older than this are shown as stale.
    void setFreshnessLimit(std::chrono::seconds limit);
    /// UTC; relative times count from here. Call now and then.
    void setNow(const QDateTime &now);
    /// Once a definition was read, its row knows the number of attributes.
    void setAttributeCount(const QString &segmentId, int count);
    [[nodiscard]] int rowOf(const QString &segmentId) const; ///< -1: not there.

private:
    [[nodiscard]] bool isStale(const SegmentSummary &segment) const;
    [[nodiscard]] QString statusText(const SegmentSummary &segment) const;

    QHash<QString, int> m_attributeCounts;
    std::chrono::seconds m_limit = std::chrono::hours(24);
    QDateTime m_now;
};

/// The schema of one audience segment, as the details side shows it.
class AttributesModel : public RowsModel<SegmentAttribute>
{
    Q_OBJECT

public:
    enum Column { Name, Type, State, ColumnCount };

    explicit AttributesModel(QObject *parent = nullptr);
};

[[nodiscard]] Tone checkTone(ExportCheck::State state); ///< Of a pre-flight check of an export.

/// The attributes of an export as an ordered check list: which, and in which order they become columns of the file.
/// Rows are moved by drag and drop or by moveRow(); retired attributes are shown, cannot be checked and stay last.
class ExportColumnsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Treatment, Fill, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// All usable attributes are checked. Keeps order, checks, treatments and fill rates of names that stay.
    void setAttributes(const QList<SegmentAttribute> &attributes);
    [[nodiscard]] QStringList checkedNames() const; ///< In the order of the columns.
    [[nodiscard]] int checkedCount() const;
    void setAllChecked(bool checked);
    /// Checks these alone and puts them first, in this order; names that are not there or are retired are passed over.
    void setChecked(const QStringList &names);
    /// Of those that are checked, in the order of the columns. Treatment is what is edited, its EditRole a
    /// ColumnTreatment.
    [[nodiscard]] TreatedColumns treated() const;
    /// Of all, checked or not; what is not named is exported as it is.
    void setTreated(const TreatedColumns &treated);
    /// Fill rates of a preview, by name; others become "not known".
    void setFill(const QStringList &names, const QList<double> &fill);
    /// Moves one row by one place; false at the ends.
    bool moveUp(int row);
    bool moveDown(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;
    bool moveRows(const QModelIndex &sourceParent, int sourceRow, int count, const QModelIndex &destinationParent,
                  int destinationChild) override;

Q_SIGNALS:
    void selectionChanged(); ///< What would be exported, or its order, is not what it was.

private:
    struct Row
    {
        SegmentAttribute attribute;
        bool checked = true;
        std::optional<double> fill;
        ColumnTreatment treatment = ColumnTreatment::AsIs;
    };
    [[nodiscard]] int usableCount() const;

    QList<Row> m_rows;
};

/// Rows of shared record pages, capped: what is over the cap is only counted ("n more in the file"). Holds pages, not
/// copies; cells become text when they are looked at. One insert a page, of at most 500 rows.
class RecordPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int insertLimit = 500;

    explicit RecordPreviewModel(int cap = 1000, QObject *parent = nullptr);
    /// Empties the table; the columns are the contact id and then `attributes`.
    void start(const QStringList &attributes);
    void append(const std::shared_ptr<const RecordPage> &page);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void moreChanged(qint64 more);

private:
    struct Part
    {
        int firstRow = 0;
        std::size_t offset = 0; ///< Of the first row in the page.
        std::shared_ptr<const RecordPage> page;
    };
    const int m_cap;
    QStringList m_attributes;
    QList<Part> m_parts;
    int m_rows = 0;
    qint64 m_more = 0;
};

} // namespace muster
