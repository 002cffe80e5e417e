// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/items/itemroles.h"
#include "models/items/rowsmodel.h"
#include "models/rules/criteria/criteriafield.h"
#include "network/wire/audience.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace muster {

/// The tenant's audiences. Small (hundreds): a sort proxy on RawRole may stand on it.
class AudiencesModel : public RowsModel<AudienceSummary>
{
    Q_OBJECT

public:
    enum Column { Name, Source, Size, Status, LastEvaluated, Version, ColumnCount };

    explicit AudiencesModel(QObject *parent = nullptr);
    void setNow(const QDateTime &now); ///< UTC; relative times count from here. Call now and then.
    [[nodiscard]] int rowOf(const QString &audienceId) const; ///< -1: not there.

private:
    QDateTime m_now;
};

/// Something that is said about a part of an audience: a finding, a difference, what one contact makes of a condition.
struct CriteriaLine
{
    QString word; ///< What kind: "Error", "Added", "true". Never empty: tone and icon are no sign by themselves.
    Tone tone = Tone::Neutral;
    QString icon; ///< As themedIcon() takes it.
    QString text; ///< Made visible by who fills it.
    QString aside; ///< Where it is, or what the contact has; may be empty.
    CriteriaNodeId node = noCriteriaNode; ///< What it is about; none: the audience as a whole.
    int depth = 0; ///< Levels that `text` is moved in.
    bool operator==(const CriteriaLine &) const = default;
};

/// Such lines under three headings. Small (thousands at most).
class CriteriaLinesModel : public RowsModel<CriteriaLine>
{
    Q_OBJECT

public:
    enum Column { Word, Text, Aside, ColumnCount };

    /// `headings`: one for each column.
    explicit CriteriaLinesModel(const QStringList &headings, QObject *parent = nullptr);
    /// The same lines in the same place are not told anew.
    void setLines(const QList<CriteriaLine> &lines);
    [[nodiscard]] const QList<CriteriaLine> &lines() const { return m_rows; }
    [[nodiscard]] CriteriaNodeId node(int row) const; ///< None: no such row, or of the whole.
};

/// Contacts that match criteria and contacts that just miss them, with what they have in the fields that are asked for.
/// Small (a hundred rows). What persons have stays in it: nothing is written anywhere.
class SampleRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Behind these a column for each field.
    enum Column { Verdict, Contact, FirstField };

    explicit SampleRowsModel(QObject *parent = nullptr);
    /// `fields`: what people call them. The same rows again are not told anew.
    void setRows(const SampleRows &rows, const CriteriaFields &fields);
    [[nodiscard]] qint64 contact(int row) const; ///< Among the contacts at hand; -1: there is no such row.
    [[nodiscard]] int rowOf(qint64 contact) const; ///< -1: it is not among them.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const SampleRow &row, int column) const;
    [[nodiscard]] QString spoken(const SampleRow &row, int column) const;
    [[nodiscard]] bool fails(const SampleRow &row, int column) const;

    SampleRows m_rows;
    QStringList m_headings;
};

} // namespace muster
