// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/labelmodels.h"

#include "models/text/amounttext.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"

namespace muster {

namespace {

constexpr qsizetype longestPlace = 120; // characters in a cell

QString kindText(const LabelScope &scope)
{
    return scope.kind ? entityTitle(*scope.kind) : MaskScoresModel::tr("All kinds");
}

QString languageText(const LabelScope &scope)
{
    return scope.language ? labelLanguageText(*scope.language) : MaskScoresModel::tr("All");
}

template <typename Row>
TableColumn<Row> countColumn(const QString &title, const std::function<quint64(const Row &)> &count)
{
    return {.title = title,
            .text = [count](const Row &row) { return numberText(qint64(count(row))); },
            .raw = [count](const Row &row) { return QVariant(count(row)); },
            .align = Qt::AlignRight | Qt::AlignVCenter};
}

template <typename Row>
TableColumn<Row> figureColumn(const QString &title, const std::function<double(const Row &)> &figure,
                              QString (*text)(double))
{
    return {.title = title,
            .text = [figure, text](const Row &row) { return text(figure(row)); },
            .raw = [figure](const Row &row) { return QVariant(figure(row)); },
            .align = Qt::AlignRight | Qt::AlignVCenter};
}

/// Of scores that say something: the recall of nothing is a dash rather than 100 %.
TableColumn<MaskScoreRow> scoreColumn(const QString &title, double (MaskScore::*figure)() const,
                                      bool (*isThere)(const MaskScore &))
{
    TableColumn<MaskScoreRow> column = figureColumn<MaskScoreRow>(
        title, [figure](const MaskScoreRow &row) { return (row.score.*figure)(); }, scoreShareText);
    column.text = [text = column.text, isThere](const MaskScoreRow &row) {
        return isThere(row.score) ? text(row) : QStringLiteral("—");
    };
    return column;
}

/// All labels, then each kind that has any, and where there are several languages, each of them that it has.
template <typename Row, typename ScoreOf>
QList<Row> rowsOf(const QStringList &languages, const ScoreOf &scoreOf)
{
    QList<Row> rows{scoreOf(LabelScope())};
    const auto addIfAny = [&rows, &scoreOf](const LabelScope &scope) {
        if (const Row row = scoreOf(scope); !row.score.isEmpty())
            rows.append(row);
    };
    for (const Entity entity : allEntities) {
        addIfAny({.kind = entity, .language = {}});
        for (qsizetype at = 0; languages.size() > 1 && at < languages.size(); ++at)
            addIfAny({.kind = entity, .language = languages[at]});
    }
    return rows;
}

} // namespace

MaskScoresModel::MaskScoresModel(QObject *parent)
    : RowsModel({{.title = tr("Kind"), .text = [](const MaskScoreRow &row) { return kindText(row.scope); }},
                 {.title = tr("Language"), .text = [](const MaskScoreRow &row) { return languageText(row.scope); }},
                 countColumn<MaskScoreRow>(tr("Labels"), [](const MaskScoreRow &row) { return row.score.labels; }),
                 countColumn<MaskScoreRow>(tr("Masked"), [](const MaskScoreRow &row) { return row.score.findings; }),
                 scoreColumn(tr("Recall"), &MaskScore::recall, [](const MaskScore &score) { return score.labels > 0; }),
                 scoreColumn(tr("Precision"), &MaskScore::precision,
                             [](const MaskScore &score) { return score.findings > 0; }),
                 scoreColumn(tr("F2"), &MaskScore::f2, [](const MaskScore &score) { return score.labels > 0; })},
                Spoken::TitleAndText, parent)
{
}

void MaskScoresModel::setMeasure(const MaskMeasure &measure)
{
    setRows(rowsOf<MaskScoreRow>(measure.languages(), [&measure](const LabelScope &scope) {
        return MaskScoreRow{scope, measure.score(scope.kind, scope.language)};
    }));
}

AgreementModel::AgreementModel(QObject *parent)
    : RowsModel({{.title = tr("Kind"), .text = [](const AgreementRow &row) { return kindText(row.scope); }},
                 {.title = tr("Language"), .text = [](const AgreementRow &row) { return languageText(row.scope); }},
                 countColumn<AgreementRow>(tr("First"), [](const AgreementRow &row) { return row.score.first; }),
                 countColumn<AgreementRow>(tr("Second"), [](const AgreementRow &row) { return row.score.second; }),
                 figureColumn<AgreementRow>(
                     tr("Agreement"), [](const AgreementRow &row) { return row.score.agreement(); }, scoreShareText),
                 figureColumn<AgreementRow>(
                     tr("Kappa"), [](const AgreementRow &row) { return row.score.kappa; }, kappaText)},
                Spoken::TitleAndText, parent)
{
}

void AgreementModel::setAgreement(const LabelAgreement &agreement)
{
    setRows(rowsOf<AgreementRow>(agreement.languages(), [&agreement](const LabelScope &scope) {
        return AgreementRow{scope, agreement.score(scope.kind, scope.language)};
    }));
}

LabelDifferencesModel::LabelDifferencesModel(QObject *parent)
    : TableModel(
          {{.title = tr("Difference"),
            .text = [this](const LabelDifference &row) { return labelDifferenceText(row.what, m_sides); },
            .tone = [](const LabelDifference &row) -> std::optional<Tone> {
                switch (row.what) {
                case LabelDifference::What::OnlyFirst:
                    return Tone::Bad;
                case LabelDifference::What::OtherKind:
                    return Tone::Info;
                case LabelDifference::What::OnlySecond:
                    return Tone::Warn;
                }
                return {};
            },
            .icon =
                [](const LabelDifference &row) {
                    switch (row.what) {
                    case LabelDifference::What::OnlyFirst:
                        return QStringLiteral("circle-x");
                    case LabelDifference::What::OtherKind:
                        return QStringLiteral("info");
                    case LabelDifference::What::OnlySecond:
                        return QStringLiteral("triangle-alert");
                    }
                    return QString();
                }},
           {.title = tr("Kind"), .text = [](const LabelDifference &row) { return entityTitle(row.span.entity); }},
           {.title = tr("Text"),
            .text = [](const LabelDifference &row) { return visibleText(row.excerpt.place, longestPlace); },
            .full = [](const LabelDifference &row) { return visibleText(row.excerpt.place); }},
           {.title = tr("Line"),
            .text = [](const LabelDifference &row) { return numberText(row.line); },
            .raw = [](const LabelDifference &row) { return QVariant(row.line); },
            .align = Qt::AlignRight | Qt::AlignVCenter}},
          Spoken::TitleAndText, parent)
{
}

void LabelDifferencesModel::setDifferences(const Differences &differences, LabelSides sides, const LabelScope &scope)
{
    beginResetModel();
    m_all = differences;
    m_sides = sides;
    m_shown.clear();
    for (std::size_t at = 0; at < m_all->size(); ++at) {
        if (scope.holds((*m_all)[at]))
            m_shown.push_back(at);
    }
    endResetModel();
}

const LabelDifference *LabelDifferencesModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &rowAt(row) : nullptr;
}

int LabelDifferencesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

} // namespace muster
