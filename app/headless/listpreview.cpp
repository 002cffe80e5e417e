// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listpreview.h"

#include "app/console.h"
#include "app/headless/numberplancommands.h"
#include "models/rules/lists/purgegate.h"
#include "models/rules/numbers/numberengine.h"
#include "models/text/applytexts.h"
#include "models/text/exporttexts.h"
#include "models/text/listtexts.h"
#include "models/text/plantexts.h"

#include <QCoreApplication>
#include <QJsonValue>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct ListPreviewTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListPreview)
};

constexpr std::array verdictOrder{ListVerdict::Unchanged, ListVerdict::Fix, ListVerdict::Purge, ListVerdict::Review,
                                  ListVerdict::NotChecked};

QString confirmationKey(PurgeGate::Typed typed)
{
    switch (typed) {
    case PurgeGate::Typed::Nothing:
        return QStringLiteral("none");
    case PurgeGate::Typed::Count:
        return QStringLiteral("count");
    case PurgeGate::Typed::CountAndListName:
        return QStringLiteral("count_and_list_name");
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList previewLines(const ListPreview &preview)
{
    const QLocale locale;
    const ListSummary &summary = preview.summary;
    QStringList lines{ListPreviewTexts::tr("%1: what would happen to %2 contacts. Nothing was changed.")
                          .arg(preview.source.listName, locale.toString(summary.contacts))};
    QList<QStringList> rows{{ListPreviewTexts::tr("VERDICT"), ListPreviewTexts::tr("CONTACTS")}};
    for (const ListVerdict verdict : verdictOrder)
        rows.append({listVerdictText(verdict), locale.toString(summary.verdicts[std::size_t(verdict)])});
    lines += alignedTable(rows, {1});
    rows = {{ListPreviewTexts::tr("REASON"), ListPreviewTexts::tr("CONTACTS")}};
    for (std::size_t reason = 0; reason < summary.reasons.size(); ++reason) {
        if (summary.reasons[reason] > 0)
            rows.append({listReasonText(ListReason(reason)), locale.toString(summary.reasons[reason])});
    }
    if (rows.size() > 1)
        lines += QStringList{QString()} + alignedTable(rows, {1});
    rows = {{ListPreviewTexts::tr("REGION"), ListPreviewTexts::tr("CONTACTS")}};
    for (const auto &[region, count] : summary.regions)
        rows.append({region.isEmpty() ? ListPreviewTexts::tr("none") : region, locale.toString(count)});
    if (rows.size() > 1)
        lines += QStringList{QString()} + alignedTable(rows, {1});
    if (summary.uncertainLines > 0) {
        lines.append(QString());
        lines.append(ListPreviewTexts::tr("Fixed or mobile by the numbering plan, so VoIP can’t be ruled out: %1")
                         .arg(locale.toString(summary.uncertainLines)));
    }
    lines.append(QString());
    const PlanEdition &plans = NumberEngine::shared().edition();
    lines.append(ListPreviewTexts::tr("Numbering plans: %1").arg(planEditionText(plans)));
    if (const QString age = planAgeText(plans, QDate::currentDate()); !age.isEmpty())
        lines.append(age);
    lines.append(planDirectiveText(preview.plan));
    if (preview.lastingFixes > 0)
        lines.append(lastingFixesText(preview.lastingFixes));
    if (!preview.report.name.isEmpty())
        lines.append(withFormulaCells(ListPreviewTexts::tr("Report: %1").arg(preview.report.name), preview.report));
    if (!preview.planFile.isEmpty())
        lines.append(ListPreviewTexts::tr("Plan: %1").arg(preview.planFile));
    return lines;
}

QString previewNextStep(const ListPreview &preview)
{
    if (preview.planFile.isEmpty())
        return {};
    switch (PurgeGate::typedConfirmation(preview.plan)) {
    case PurgeGate::Typed::Nothing:
        return ListPreviewTexts::tr("Apply it with: muster lists apply --plan %1").arg(preview.planFile);
    case PurgeGate::Typed::Count:
        return ListPreviewTexts::tr("Apply it with: muster lists apply --plan %1 --confirm-count %2")
            .arg(preview.planFile, QString::number(preview.plan.purges));
    case PurgeGate::Typed::CountAndListName:
        return ListPreviewTexts::tr(
                   "It purges more than 90 % of the list. Apply it with: muster lists apply --plan %1 --confirm-count "
                   "%2 --confirm-list NAME. Without purging: muster lists apply --plan %1 --no-purge")
            .arg(preview.planFile, QString::number(preview.plan.purges));
    }
    Q_UNREACHABLE();
}

QJsonObject previewObject(const ListPreview &preview)
{
    const ListSummary &summary = preview.summary;
    QJsonObject verdicts;
    for (const ListVerdict verdict : verdictOrder)
        verdicts.insert(keyOf(verdict), summary.verdicts[std::size_t(verdict)]);
    QJsonObject reasons;
    for (std::size_t reason = 0; reason < summary.reasons.size(); ++reason) {
        if (summary.reasons[reason] > 0)
            reasons.insert(keyOf(ListReason(reason)), summary.reasons[reason]);
    }
    QJsonObject regions;
    for (const auto &[region, count] : summary.regions)
        regions.insert(region, count);
    const auto file = [](const QString &name) { return name.isEmpty() ? QJsonValue() : QJsonValue(name); };
    return {{QStringLiteral("outcome"), QStringLiteral("complete")},
            {QStringLiteral("list_id"), preview.source.listId},
            {QStringLiteral("list_name"), preview.source.listName},
            {QStringLiteral("contacts"), summary.contacts},
            {QStringLiteral("verdicts"), verdicts},
            {QStringLiteral("reasons"), reasons},
            {QStringLiteral("regions"), regions},
            {QStringLiteral("uncertain_lines"), summary.uncertainLines},
            {QStringLiteral("lookup"), preview.lookup.isEmpty() ? QJsonValue() : QJsonValue(preview.lookup)},
            {QStringLiteral("numbering_plans"),
             planEditionObject(NumberEngine::shared().edition(), QDate::currentDate())},
            {QStringLiteral("directive_name"), preview.plan.directiveName},
            {QStringLiteral("directive_digest"), preview.plan.directiveDigest},
            {QStringLiteral("fixes"), preview.plan.fixes},
            {QStringLiteral("fixes_not_undoable"), preview.lastingFixes},
            {QStringLiteral("purges"), preview.plan.purges},
            {QStringLiteral("confirmation"), confirmationKey(PurgeGate::typedConfirmation(preview.plan))},
            {QStringLiteral("plan_digest"), preview.planDigest},
            {QStringLiteral("plan_file"), file(preview.planFile)},
            {QStringLiteral("report_file"), file(preview.report.name)},
            {QStringLiteral("report_formula_cells"), preview.report.formulaCells}};
}

} // namespace muster
