// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/enrichmodels.h"

#include "models/text/enrichtexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "network/wire/mapped.h"

#include <QLocale>
#include <QMimeData>
#include <array>

namespace muster {

namespace {

constexpr std::size_t longestShown = 400; // bytes; a cell may have 64 KiB, nobody reads them in a table

QString examplesText(const ColumnProfile &profile)
{
    const QStringList shown
        = mapped(profile.examples(), [](const QString &example) { return visibleText(example, 40); });
    return shown.join(QStringLiteral(" \u00b7 "));
}

} // namespace

SourceColumnsModel::SourceColumnsModel(QObject *parent)
    : TableModel({{.title = tr("Column"),
                   .text =
                       [this](const ColumnProfile &profile) {
                           return visibleText(m_sample->columns[&profile - m_sample->profiles.data()], 100);
                       }},
                  {.title = tr("Looks like"),
                   .text =
                       [](const ColumnProfile &profile) {
                           return profile.type() ? listAttributeTypeText(*profile.type()) : tr("empty");
                       }},
                  {.title = tr("Filled"),
                   .text = [](const ColumnProfile &profile) { return percentText(profile.fillRate().value_or(0)); },
                   .raw = [](const ColumnProfile &profile) { return profile.fillRate().value_or(0); },
                   .share = [](const ColumnProfile &profile) { return profile.fillRate().value_or(0); }},
                  {.title = tr("Distinct"),
                   .text =
                       [](const ColumnProfile &profile) {
                           //: A number that is an estimate.
                           return profile.isDistinctExact()
                               ? QLocale().toString(profile.distinct())
                               : tr("about %1").arg(QLocale().toString(profile.distinct()));
                       },
                   .raw = [](const ColumnProfile &profile) { return profile.distinct(); }},
                  {.title = tr("Examples"), .text = examplesText}},
                 Spoken::TitleAndText, parent)
{
}

void SourceColumnsModel::setSample(const SharedSourceSample &sample)
{
    beginResetModel();
    m_sample = sample;
    endResetModel();
}

int SourceColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->columns.size());
}

Qt::ItemFlags SourceColumnsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = TableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QMimeData *SourceColumnsModel::mimeData(const QModelIndexList &indexes) const
{
    if (!m_sample || indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(mimeType(), m_sample->columns.value(indexes.constFirst().row()).toUtf8());
    return data;
}

QString SourceColumnsModel::mimeType()
{
    return QStringLiteral("application/x-muster-source-column");
}

QString SourceColumnsModel::draggedColumn(const QMimeData *data)
{
    return QString::fromUtf8(data->data(mimeType()));
}

void SourceRowsModel::setSample(const SharedSourceSample &sample)
{
    beginResetModel();
    m_sample = sample;
    endResetModel();
}

int SourceRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->rows.size());
}

int SourceRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->columns.size()) + 1;
}

QVariant SourceRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    const SourceRow &row = m_sample->rows[std::size_t(index.row())];
    QString text;
    if (index.column() == 0) {
        text = QString::number(row.number);
    } else if (std::size_t(index.column()) <= row.cells.size()) {
        const std::string_view cell = row.cells[std::size_t(index.column() - 1)];
        text = visibleText(QString::fromUtf8(cell.data(), qsizetype(std::min(cell.size(), longestShown))), 100);
    }
    if (role == Qt::AccessibleTextRole)
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text);
    return text;
}

QVariant SourceRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !m_sample)
        return {};
    if (section == 0)
        return tr("Row");
    return section <= m_sample->columns.size() ? visibleText(m_sample->columns[section - 1], 60) : QString();
}

FieldTrialModel::FieldTrialModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Cell"), .text = [](const FieldTrial::Cell &cell) { return visibleText(cell.cell, 100); }},
           {.title = tr("Result"),
            .text =
                [](const FieldTrial::Cell &cell) {
                    return cell.fate == CellFate::Kept ? visibleText(cell.result, 100)
                        : cell.rule                    ? enrichRuleText(*cell.rule)
                                                       : cellFateText(cell.fate);
                },
            .full = [](const FieldTrial::Cell &cell) { return cell.rule ? enrichRuleSentence(*cell.rule) : QString(); },
            .tone = [](const FieldTrial::Cell &cell) -> std::optional<Tone> {
                if (cell.fate == CellFate::Refused || cell.fate == CellFate::LeftOut)
                    return Tone::Warn;
                return cell.fate == CellFate::Guarded ? std::optional(Tone::Neutral) : std::nullopt;
            }}},
          Spoken::TitleAndText, parent)
{
}

CheckFindingsModel::CheckFindingsModel(QObject *parent)
    : TableModel(
          {{.title = tr("Row"),
            .text = [](const CheckFinding &finding) { return QString::number(finding.row); },
            .raw = [](const CheckFinding &finding) { return finding.row; }},
           {.title = tr("Column"),
            .text = [](const CheckFinding &finding) { return visibleText(finding.column, 100); }},
           {.title = tr("Target"),
            .text =
                [](const CheckFinding &finding) {
                    using enum EnrichRule;
                    const bool isOfMatching = finding.rule == MatchMissing || finding.rule == NoMatch
                        || finding.rule == SeveralMatches || finding.rule == UndatedRow;
                    return !finding.attribute.isEmpty() ? visibleText(finding.attribute, 100)
                        : isOfMatching                  ? tr("contact")
                                                        : tr("contact ID");
                }},
           {.title = tr("Cell"), .text = [](const CheckFinding &finding) { return visibleText(finding.value, 100); }},
           {.title = tr("Problem"),
            .text = [](const CheckFinding &finding) { return enrichRuleText(finding.rule); },
            .full = [](const CheckFinding &finding) { return enrichRuleSentence(finding.rule); },
            .tone = [](const CheckFinding &) { return Tone::Warn; }},
           {.title = tr("What happens"),
            .text =
                [](const CheckFinding &finding) {
                    return finding.isLeftOut ? tr("cell left out") : tr("row rejected");
                }}},
          Spoken::TitleAndText, parent)
{
}

void CheckFindingsModel::setReport(const std::shared_ptr<const CheckReport> &report)
{
    beginResetModel();
    m_report = report;
    show({});
    endResetModel();
}

void CheckFindingsModel::setFilter(const CheckFindingsFilter &filter)
{
    beginResetModel();
    show(filter);
    endResetModel();
}

void CheckFindingsModel::show(const CheckFindingsFilter &filter)
{
    m_shown.clear();
    if (!m_report)
        return;
    std::array<QString, enrichRuleCount> words; // once, not for each of ten thousand
    for (int rule = 0; rule < enrichRuleCount; ++rule)
        words.at(std::size_t(rule)) = enrichRuleText(EnrichRule(rule));
    const auto has = [&filter](const QString &text) { return text.contains(filter.text, Qt::CaseInsensitive); };
    for (int at = 0; at < m_report->findings.size(); ++at) {
        const CheckFinding &one = m_report->findings[at];
        if ((filter.column && one.column != *filter.column) || (filter.rule && one.rule != *filter.rule))
            continue;
        if (filter.text.isEmpty() || has(one.value) || has(one.column) || has(one.attribute)
            || has(words.at(std::size_t(one.rule))) || has(QString::number(one.row)))
            m_shown.push_back(at);
    }
}

int CheckFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

namespace {

QString firstExample(const CellRepair &repair)
{
    if (repair.examples.isEmpty())
        return {};
    const CellRepair::Example &first = repair.examples.constFirst();
    return QString(visibleText(first.cell, 40) % u" → " % visibleText(first.result, 40));
}

} // namespace

CellRepairsModel::CellRepairsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Attribute"),
            .text = [](const CellRepair &repair) { return visibleText(repair.attribute, 100); }},
           {.title = tr("Fix"),
            .text = [](const CellRepair &repair) { return stepsText(repair.steps); },
            .full = repairDoubtText,
            .tone
            = [](const CellRepair &repair) { return repair.needsLook() ? std::optional(Tone::Warn) : std::nullopt; }},
           {.title = tr("Cells"),
            .text = [](const CellRepair &repair) { return QLocale().toString(repair.cells); },
            .raw = [](const CellRepair &repair) { return repair.cells; },
            .align = Qt::AlignRight | Qt::AlignVCenter},
           {.title = tr("Example"), .text = firstExample}},
          Spoken::TitleAndText, parent)
{
}

void CellRepairsModel::setRepairs(const QList<CellRepair> &repairs)
{
    m_chosen = mapped(repairs, [](const CellRepair &repair) { return !repair.needsLook(); });
    setRows(repairs);
}

QList<CellRepair> CellRepairsModel::chosen() const
{
    QList<CellRepair> chosen;
    for (qsizetype row = 0; row < m_chosen.size(); ++row) {
        if (m_chosen[row])
            chosen.append(rows()[row]);
    }
    return chosen;
}

QVariant CellRepairsModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::CheckStateRole)
        return RowsModel::data(index, role);
    const bool isBox = checkIndex(index, CheckIndexOption::IndexIsValid) && index.column() == Attribute;
    return isBox ? QVariant(m_chosen[index.row()] ? Qt::Checked : Qt::Unchecked) : QVariant();
}

Qt::ItemFlags CellRepairsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return index.isValid() && index.column() == Attribute ? flags | Qt::ItemIsUserCheckable : flags;
}

bool CellRepairsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Attribute)
        return false;
    m_chosen[index.row()] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

RepairExamplesModel::RepairExamplesModel(QObject *parent)
    : RowsModel({{.title = tr("Cell"),
                  .text = [](const CellRepair::Example &example) { return visibleText(example.cell, 100); }},
                 {.title = tr("Becomes"),
                  .text = [](const CellRepair::Example &example) { return visibleText(example.result, 100); }}},
                Spoken::TitleAndText, parent)
{
}

BeforeAfterModel::BeforeAfterModel(QObject *parent)
    : RowsModel({{.title = tr("Row"),
                  .text = [](const BeforeAfter::Sample &sample) { return QString::number(sample.row); },
                  .raw = [](const BeforeAfter::Sample &sample) { return sample.row; }},
                 {.title = tr("Attribute"),
                  .text = [](const BeforeAfter::Sample &sample) { return visibleText(sample.attribute, 100); }},
                 {.title = tr("Current"),
                  .text =
                      [this](const BeforeAfter::Sample &sample) {
                          if (!sample.before.isEmpty())
                              return visibleText(sample.before, 100);
                          // A list that shows no attribute of anybody says nothing of what they hold.
                          return m_isShown ? tr("empty") : tr("unknown");
                      },
                  .tone =
                      [](const BeforeAfter::Sample &sample) {
                          return sample.before.isEmpty() ? std::optional(Tone::Neutral) : std::nullopt;
                      }},
                 {.title = tr("New"),
                  .text = [](const BeforeAfter::Sample &sample) { return visibleText(sample.after, 100); }},
                 {.title = tr("Contact ID"),
                  .text = [](const BeforeAfter::Sample &sample) { return visibleText(sample.contactId, 100); }}},
                Spoken::TitleAndText, parent)
{
}

void BeforeAfterModel::setReport(const std::shared_ptr<const CheckReport> &report)
{
    const bool hasDiff = report && report->diff;
    m_isShown = hasDiff && report->diff->isShown;
    setRows(hasDiff ? report->diff->samples : QList<BeforeAfter::Sample>());
}

} // namespace muster
