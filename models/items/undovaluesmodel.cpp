// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/undovaluesmodel.h"

#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

namespace muster {

namespace {

QString shown(std::string_view text)
{
    return visibleText(QString::fromUtf8(text.data(), qsizetype(text.size())), 100);
}

Tone toneOf(UndoFate fate)
{
    switch (fate) {
    case UndoFate::ComesBack:
        return Tone::Good;
    case UndoFate::AsBefore:
        return Tone::Neutral;
    case UndoFate::Gone:
    case UndoFate::ChangedSince:
    case UndoFate::WasEmpty:
    case UndoFate::NotWritable:
        break;
    }
    return Tone::Warn;
}

} // namespace

void UndoValuesModel::setPreview(const SharedUndoPreview &preview)
{
    beginResetModel();
    m_preview = preview;
    fill(std::nullopt);
    endResetModel();
}

void UndoValuesModel::setShown(std::optional<UndoFate> fate)
{
    beginResetModel();
    fill(fate);
    endResetModel();
}

void UndoValuesModel::fill(std::optional<UndoFate> fate)
{
    m_rows.clear();
    m_cut = false;
    if (!m_preview)
        return;
    const UndoValues &values = m_preview->values();
    for (std::uint32_t unit = 0; unit < values.units(); ++unit) {
        const std::size_t count = values.firstValue(unit + 1) - values.firstValue(unit);
        for (std::size_t place = 0; place < count; ++place) {
            if (fate && m_preview->fate(unit, place) != *fate)
                continue;
            m_cut = m_rows.size() == maxRows;
            if (m_cut)
                return;
            m_rows.push_back({unit, std::uint32_t(place)});
        }
    }
}

int UndoValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int UndoValuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UndoValuesModel::text(const Row &row, int column) const
{
    const UndoValues &values = m_preview->values();
    if (column == ContactId)
        return shown(values.id(row.unit));
    if (column == Happens)
        return undoFateText(m_preview->fate(row.unit, row.place));
    std::vector<UndoValues::Value> held;
    values.values(row.unit, held);
    const UndoValues::Value &value = held[row.place];
    switch (column) {
    case Attribute:
        return visibleText(values.attributes()[qsizetype(value.attribute)], 100);
    case Written:
        return shown(value.written.text);
    case Before:
        return value.before.isNothing() ? tr("empty") : shown(value.before.text);
    }
    return {};
}

QVariant UndoValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(row, index.column());
    case ToneRole:
        return index.column() == Happens ? QVariant::fromValue(toneOf(m_preview->fate(row.unit, row.place)))
                                         : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(row, index.column()));
    default:
        return {};
    }
}

QVariant UndoValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Attribute:
        return tr("Attribute");
    case Written:
        return tr("Was written");
    case Before:
        return tr("Before");
    case Happens:
        return tr("What happens");
    case ContactId:
        return tr("Contact id");
    }
    return {};
}

} // namespace muster
