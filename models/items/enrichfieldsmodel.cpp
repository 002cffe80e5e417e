// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/enrichfieldsmodel.h"
#include "models/text/amounttext.h"

#include "models/items/enrichmodels.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

} // namespace

void EnrichFieldsModel::setSchema(const ListSchema &schema)
{
    beginResetModel();
    m_schema = schema;
    m_choices.clear();
    for (const ListAttribute &attribute : schema.attributes)
        m_choices.push_back({.field = {.attribute = attribute.name}, .trial = {}});
    m_sample.reset();
    m_frame = {};
    m_isLoaded = false;
    endResetModel();
    Q_EMIT mappingChanged();
}

void EnrichFieldsModel::setSample(const SharedSourceSample &sample)
{
    // A file that does not read yet has no columns to judge by.
    const bool stands = sample && (sample->columns.isEmpty() || m_isLoaded || hasAllColumns(sample->columns));
    beginResetModel();
    m_sample = sample;
    for (Choice &choice : m_choices)
        choice.trial.reset();
    if (!stands)
        suggest();
    endResetModel();
    if (stands)
        Q_EMIT mappingChanged();
    else
        tellChange();
}

bool EnrichFieldsModel::hasAllColumns(const QStringList &columns) const
{
    QStringList named;
    for (const Choice &choice : m_choices)
        named << choice.field.source.columns;
    if (!m_frame.idColumn.isEmpty())
        named << m_frame.idColumn;
    if (!m_frame.recency.column.isEmpty())
        named << m_frame.recency.column;
    return !named.isEmpty()
        && std::all_of(named.cbegin(), named.cend(), [&](const QString &name) { return columns.contains(name); });
}

void EnrichFieldsModel::suggest()
{
    m_isLoaded = false;
    m_frame.idColumn.clear();
    m_frame.recency = {}; // what contacts are matched by is the list's
    for (Choice &choice : m_choices)
        choice.field.source = {};
    for (const MappingSuggestion &suggestion : m_sample ? m_sample->suggestions : QList<MappingSuggestion>()) {
        const QString column = m_sample->columns.value(suggestion.column);
        if (suggestion.attribute < 0)
            m_frame.idColumn = column;
        else if (suggestion.attribute < int(m_choices.size()) && m_schema.attributes[suggestion.attribute].type)
            m_choices[std::size_t(suggestion.attribute)].field.source.columns = {column};
    }
    if (!m_frame.match.attribute.isEmpty())
        matchSuggested();
}

QString EnrichFieldsModel::suggestedColumn(int attribute) const
{
    const QList<MappingSuggestion> suggestions = m_sample ? m_sample->suggestions : QList<MappingSuggestion>();
    const auto found = std::ranges::find_if(suggestions, [attribute](const MappingSuggestion &suggestion) {
        return attribute < 0 ? suggestion.attribute < 0 : suggestion.attribute == attribute;
    });
    return found == suggestions.cend() ? QString() : m_sample->columns.value(found->column);
}

void EnrichFieldsModel::matchSuggested()
{
    const auto row = m_schema.indexOf(m_frame.match.attribute);
    const QString column = suggestedColumn(row ? int(*row) : -1);
    if (m_frame.match.attribute.isEmpty() || !row) {
        m_frame.idColumn = column.isEmpty() ? m_frame.idColumn : column;
        return;
    }
    const bool isFree = m_frame.idColumn.isEmpty() || m_frame.idColumn == suggestedColumn(-1);
    if (column.isEmpty() || !isFree)
        return;
    m_frame.idColumn = column;
    FieldMapping &field = m_choices[*row].field;
    if (isSuggested(int(*row)))
        field.source = {};
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(int(*row), Source), index(int(*row), Examples));
}

void EnrichFieldsModel::setIdColumn(int column)
{
    const QString name = m_sample ? m_sample->columns.value(column) : QString();
    if (name == m_frame.idColumn)
        return;
    m_frame.idColumn = name;
    tellChange();
}

void EnrichFieldsModel::setSourceColumn(int row, int column)
{
    FieldMapping changed = field(row);
    changed.source = {};
    if (m_sample && column != noColumn)
        changed.source.columns = QStringList(m_sample->columns.value(column));
    setField(row, changed);
}

void EnrichFieldsModel::setEmptyCells(int row, EmptyCell empty)
{
    FieldMapping changed = field(row);
    changed.policy.empty = empty;
    setField(row, changed);
}

void EnrichFieldsModel::setField(int row, const FieldMapping &field)
{
    FieldMapping own = field;
    own.attribute = m_schema.attributes[row].name;
    FieldMapping &kept = m_choices[std::size_t(row)].field;
    if (kept == own)
        return;
    kept = own;
    rowChanged(row);
}

void EnrichFieldsModel::addFixes(const CellFixes &fixes)
{
    for (int row = 0; row < rowCount(); ++row) {
        FieldMapping changed = field(row);
        for (const CellRepair &repair : fixes.repairs) {
            if (repair.attribute == changed.attribute)
                changed = withRepair(std::move(changed), repair.steps);
        }
        if (fixes.rest && fixes.attributes.contains(changed.attribute))
            changed.policy.invalid = *fixes.rest;
        setField(row, changed);
    }
}

void EnrichFieldsModel::setWords(const QStringList &guardWords, const QString &locale)
{
    if (guardWords == m_frame.guardWords && locale == m_frame.locale)
        return;
    m_frame.guardWords = guardWords;
    m_frame.locale = locale;
    for (Choice &choice : m_choices)
        choice.trial.reset();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Verdict), index(rowCount() - 1, Examples));
    tellChange();
}

void EnrichFieldsModel::setMatching(const MatchRule &match, const RecencyRule &recency)
{
    if (match == m_frame.match && recency == m_frame.recency)
        return;
    const bool isOtherAttribute = match.attribute != m_frame.match.attribute;
    m_frame.match = match;
    m_frame.recency = recency;
    if (isOtherAttribute)
        matchSuggested();
    for (Choice &choice : m_choices)
        choice.trial.reset(); // some rules need a date
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Verdict), index(rowCount() - 1, Verdict));
    tellChange();
}

QStringList EnrichFieldsModel::setMapping(const EnrichmentMapping &mapping)
{
    QStringList leftOut;
    beginResetModel();
    m_frame = mapping;
    m_frame.fields.clear();
    m_isLoaded = true;
    for (int row = 0; row < rowCount(); ++row)
        m_choices[std::size_t(row)] = {.field = {.attribute = m_schema.attributes[row].name}, .trial = {}};
    for (const FieldMapping &field : mapping.fields) {
        if (const auto row = m_schema.indexOf(field.attribute))
            m_choices[*row].field = field;
        else
            leftOut << field.attribute;
    }
    endResetModel();
    if (leftOut.isEmpty())
        Q_EMIT mappingChanged();
    else
        tellChange();
    return leftOut;
}

void EnrichFieldsModel::rowChanged(int row)
{
    m_choices[std::size_t(row)].trial.reset();
    Q_EMIT dataChanged(index(row, Source), index(row, Examples));
    tellChange();
}

void EnrichFieldsModel::tellChange()
{
    m_frame.name.clear();
    m_frame.version = 0;
    Q_EMIT mappingChanged();
}

void EnrichFieldsModel::setSavedAs(const QString &name, int version)
{
    m_frame.name = name;
    m_frame.version = version;
}

int EnrichFieldsModel::columnOf(const QString &name) const
{
    return m_sample && !name.isEmpty() ? int(m_sample->columns.indexOf(name)) : noColumn;
}

bool EnrichFieldsModel::isMapped(int row) const
{
    const FieldSource &source = field(row).source;
    return source.constant || !source.columns.isEmpty();
}

int EnrichFieldsModel::sourceColumn(int row) const
{
    const FieldSource &source = field(row).source;
    return source.columns.size() == 1 ? columnOf(source.columns.constFirst()) : noColumn;
}

bool EnrichFieldsModel::isSuggested(int row) const
{
    const int column = sourceColumn(row);
    return column != noColumn && !m_isLoaded && field(row).transforms.isEmpty()
        && std::any_of(m_sample->suggestions.cbegin(), m_sample->suggestions.cend(),
                       [row, column](const MappingSuggestion &suggestion) {
                           return suggestion.attribute == row && suggestion.column == column;
                       });
}

EnrichmentMapping EnrichFieldsModel::mapping() const
{
    EnrichmentMapping mapping = m_frame;
    for (int row = 0; row < rowCount(); ++row) {
        if (isMapped(row))
            mapping.fields.append(field(row));
    }
    return mapping;
}

MappingFindings EnrichFieldsModel::findings() const
{
    return compileMapping(mapping(), {m_sample ? m_sample->columns : QStringList()}, m_schema).findings;
}

const FieldTrial &EnrichFieldsModel::trial(int row) const
{
    const Choice &choice = m_choices[std::size_t(row)];
    if (!choice.trial) {
        choice.trial.emplace();
        if (m_sample && isMapped(row)) {
            EnrichmentMapping mapping = m_frame;
            mapping.fields = {choice.field};
            choice.trial = FieldTrial::of(mapping, 0, {m_sample->columns}, m_schema, m_sample->rows);
        }
    }
    return *choice.trial;
}

int EnrichFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_choices.size());
}

int EnrichFieldsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EnrichFieldsModel::verdictText(int row) const
{
    const ListAttribute &attribute = m_schema.attributes[row];
    if (!attribute.type)
        return tr("can’t be filled");
    if (!isMapped(row))
        return tr("not filled");
    if (!m_sample)
        return tr("not checked yet");
    const FieldTrial &tried = trial(row);
    if (!tried.findings.isEmpty())
        return mappingFindingText(tried.findings.constFirst());
    if (const qint64 unfit = tried.refused + tried.leftOut; unfit > 0)
        //: %1 of %2 cells do not fit; %3 is the first reason in a few words.
        return tr("%1 of %2: %3")
            .arg(numberText(unfit), numberText(tried.rows), tried.rule ? enrichRuleText(*tried.rule) : QString());
    return tried.kept == 0 ? tr("no value") : tr("valid");
}

/// What there is to say beyond the few words in the cell.
QVariant EnrichFieldsModel::fullText(int row, int column) const
{
    if (column == Source && isSuggested(row))
        //: %1 is a column of a file.
        return tr("%1 (suggested because the names are similar)").arg(text(row, Source));
    return column == Verdict && isMapped(row) && m_sample ? QVariant(fieldTrialText(trial(row))) : QVariant();
}

Tone EnrichFieldsModel::verdictTone(int row) const
{
    if (!m_schema.attributes[row].type || !isMapped(row) || !m_sample)
        return Tone::Neutral;
    const FieldTrial &tried = trial(row);
    return !tried.findings.isEmpty()                           ? Tone::Bad
        : tried.refused + tried.leftOut > 0 || tried.kept == 0 ? Tone::Warn
                                                               : Tone::Good;
}

QString EnrichFieldsModel::text(int row, int column) const
{
    const ListAttribute &attribute = m_schema.attributes[row];
    switch (column) {
    case Attribute:
        return visibleText(attribute.name, 100);
    case Type:
        return attribute.type ? listAttributeTypeText(*attribute.type)
                              : tr("“%1”, unknown to Muster").arg(visibleText(attribute.typeWord, 40));
    case Source:
        return isMapped(row) ? fieldSourceText(field(row)) : QStringLiteral("–");
    case Examples: {
        QStringList shown;
        for (const FieldTrial::Cell &cell : trial(row).cells)
            shown << visibleText(cell.fate == CellFate::Kept ? cell.result : cell.cell, 40);
        return shown.join(QStringLiteral(" \u00b7 "));
    }
    case Verdict:
        return verdictText(row);
    }
    return {};
}

QVariant EnrichFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(index.row(), index.column());
    case FullTextRole:
        return fullText(index.row(), index.column());
    case ToneRole:
        return index.column() == Verdict                           ? QVariant::fromValue(verdictTone(index.row()))
            : index.column() == Source && isSuggested(index.row()) ? QVariant::fromValue(Tone::Info)
                                                                   : QVariant();
    case Qt::AccessibleTextRole: {
        const QVariant full = index.column() == Source ? fullText(index.row(), Source) : QVariant();
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % (full.isValid() ? full.toString() : text(index.row(), index.column())));
    }
    default:
        return {};
    }
}

QVariant EnrichFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Attribute:
        return tr("Attribute");
    case Type:
        return tr("Type");
    case Source:
        return tr("Filled from");
    case Examples:
        return tr("Sample values");
    case Verdict:
        return tr("Verdict");
    }
    return {};
}

Qt::ItemFlags EnrichFieldsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && m_sample && m_schema.attributes[index.row()].type ? flags | Qt::ItemIsDropEnabled : flags;
}

QStringList EnrichFieldsModel::mimeTypes() const
{
    return {SourceColumnsModel::mimeType()};
}

bool EnrichFieldsModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                        const QModelIndex &parent) const
{
    return action == Qt::CopyAction && m_sample && flags(parent).testFlag(Qt::ItemIsDropEnabled)
        && columnOf(SourceColumnsModel::draggedColumn(data)) != noColumn;
}

bool EnrichFieldsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                     const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    setSourceColumn(parent.row(), columnOf(SourceColumnsModel::draggedColumn(data)));
    Q_EMIT columnDropped(parent.row());
    return true;
}

} // namespace muster
