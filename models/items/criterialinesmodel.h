// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "models/items/itemroles.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace muster {

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
class CriteriaLinesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Word, Text, Aside, ColumnCount };

    /// `headings`: one for each column.
    explicit CriteriaLinesModel(const QStringList &headings, QObject *parent = nullptr);
    /// The same lines in the same place are not told anew.
    void setLines(const QList<CriteriaLine> &lines);
    [[nodiscard]] const QList<CriteriaLine> &lines() const { return m_lines; }
    [[nodiscard]] CriteriaNodeId node(int row) const; ///< None: no such row, or of the whole.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const CriteriaLine &line, int column);

    const QStringList m_headings;
    QList<CriteriaLine> m_lines;
};

} // namespace muster
