// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/labelledcommands.h"

#include "app/headless/maskcommand.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/detach.h"
#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"
#include "models/text/labeltexts.h"
#include "network/wire/keytable.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtConcurrent>

namespace muster {

namespace {

using Measured = std::shared_ptr<Result<MaskMeasure>>;
using What = LabelDifference::What;

constexpr KeyTable<What, 3> maskingWords{{{What::OnlyFirst, QLatin1String("missed")},
                                          {What::OtherKind, QLatin1String("other_kind")},
                                          {What::OnlySecond, QLatin1String("not_labelled")}}};
constexpr KeyTable<What, 3> peopleWords{{{What::OnlyFirst, QLatin1String("only_first")},
                                         {What::OtherKind, QLatin1String("other_kind")},
                                         {What::OnlySecond, QLatin1String("only_second")}}};

QString keyOf(Entity entity)
{
    const std::string_view key = entityKey(entity);
    return QString::fromLatin1(key.data(), qsizetype(key.size()));
}

QString percent(double share)
{
    return QString::number(100 * share, 'f', 1);
}

QStringList rowOf(const QString &kind, const QString &language, const MaskScore &score)
{
    return {kind,
            language,
            QString::number(score.labels),
            QString::number(score.findings),
            percent(score.precision()),
            percent(score.recall()),
            percent(score.f2())};
}

QJsonObject objectOf(const MaskScore &score)
{
    return {{QStringLiteral("labels"), qint64(score.labels)},   {QStringLiteral("found"), qint64(score.found)},
            {QStringLiteral("covered"), qint64(score.covered)}, {QStringLiteral("findings"), qint64(score.findings)},
            {QStringLiteral("right"), qint64(score.right)},     {QStringLiteral("precision"), score.precision()},
            {QStringLiteral("recall"), score.recall()},         {QStringLiteral("f2"), score.f2()}};
}

QStringList rowOf(const QString &kind, const QString &language, const AgreementScore &score)
{
    return {kind,
            language,
            QString::number(score.first),
            QString::number(score.second),
            percent(score.agreement()),
            QString::number(score.kappa, 'f', 3)};
}

QJsonObject objectOf(const AgreementScore &score)
{
    return {
        {QStringLiteral("first"), qint64(score.first)},        {QStringLiteral("second"), qint64(score.second)},
        {QStringLiteral("first_met"), qint64(score.firstMet)}, {QStringLiteral("second_met"), qint64(score.secondMet)},
        {QStringLiteral("agreement"), score.agreement()},      {QStringLiteral("kappa"), score.kappa}};
}

/// A line of JSON for a place at which two sides differ, without its text.
QJsonObject objectOf(const LabelDifference &difference, const KeyTable<What, 3> &words)
{
    QJsonObject object{{QStringLiteral("line"), difference.line},
                       {QStringLiteral("turn"), difference.span.turn},
                       {QStringLiteral("start"), difference.span.begin},
                       {QStringLiteral("end"), difference.span.end},
                       {QStringLiteral("entity"), keyOf(difference.span.entity)},
                       {QStringLiteral("difference"), keyOf(words, difference.what)}};
    if (!difference.rule.empty())
        object.insert(QStringLiteral("rule"), QString::fromStdString(difference.rule));
    return object;
}

void printDifferences(Console &console, const std::vector<LabelDifference> &differences, const KeyTable<What, 3> &words)
{
    for (const LabelDifference &difference : differences)
        console.line(QString::fromUtf8(QJsonDocument(objectOf(difference, words)).toJson(QJsonDocument::Compact)));
}

/// Each kind in each language and in all, then all kinds; and the same as JSON, but for the sums.
template <typename ScoreOf>
QJsonArray addScores(QList<QStringList> &rows, const QStringList &languages, const ScoreOf &scoreOf)
{
    const QString every = EvaluateCommand::tr("all");
    QJsonArray scores;
    for (const Entity entity : allEntities) {
        const auto ofKind = scoreOf(entity, std::nullopt);
        if (ofKind.isEmpty())
            continue;
        for (const QString &language : languages) {
            const auto score = scoreOf(entity, language);
            if (score.isEmpty())
                continue;
            rows.append(rowOf(keyOf(entity), language, score));
            QJsonObject object = objectOf(score);
            object.insert(QStringLiteral("entity"), keyOf(entity));
            object.insert(QStringLiteral("language"), language);
            scores.append(object);
        }
        rows.append(rowOf(keyOf(entity), every, ofKind));
    }
    for (const QString &language : languages)
        rows.append(rowOf(every, language, scoreOf(std::nullopt, language)));
    rows.append(rowOf(every, every, scoreOf(std::nullopt, std::nullopt)));
    return scores;
}

} // namespace

void EvaluateCommand::start()
{
    const MaskOptions &options = commandLine().maskOptions;
    const auto policy = policyByNameOrFile(workspace().maskPolicies(), options.policy);
    if (!policy)
        return fail(policy.error(), ExitRefused);
    m_policyDigest = policyDigest(*policy);
    console().note(tr("Masking policy: %1").arg(policy->name));
    // This object lives until done(), which is the last that the task says.
    detach(work(*policy, absolute(options.labelled)), this,
           [](EvaluateCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> EvaluateCommand::work(MaskPolicy policy, QString file)
{
    const auto kit = co_await prepareMasking(policy, workspace().pseudonymKeys(), m_stop.get_token());
    if (!kit) {
        fail(kit.error(), ExitRefused);
        co_return;
    }
    const QFuture<Measured> working = QtConcurrent::run([file, kit = *kit, stop = m_stop.get_token()] {
        const auto measure = [&](const QByteArray &bytes) {
            return kit.masker().and_then([&](DocumentMasker masker) { return MaskMeasure::of(bytes, masker, stop); });
        };
        return std::make_shared<Result<MaskMeasure>>(readWholeFile(file, MarkedLines::maxFile).and_then(measure));
    });
    const Measured measured = co_await working;
    if (*measured)
        conclude(**measured);
    else if (measured->error().kind == ErrorKind::Cancelled)
        Q_EMIT done(ExitCancelled);
    else
        fail(measured->error(), ExitRefused);
}

void EvaluateCommand::conclude(const MaskMeasure &measure)
{
    if (commandLine().maskOptions.explain)
        printDifferences(console(), measure.differences(), maskingWords);
    QList<QStringList> rows{
        {tr("KIND"), tr("LANGUAGE"), tr("LABELS"), tr("MASKED"), tr("PRECISION %"), tr("RECALL %"), tr("F2 %")}};
    const QJsonArray scores
        = addScores(rows, measure.languages(), [&measure](std::optional<Entity> kind, std::optional<QString> language) {
              return measure.score(kind, language);
          });
    console().table(rows, {2, 3, 4, 5, 6});
    const SecondLookScore &second = measure.secondLook();
    console().line(tr("Second check: holds %1 of %2 texts in which masking lost something, and %3 of the other %4")
                       .arg(QString::number(second.lostHeld), QString::number(second.lost),
                            QString::number(second.wholeHeld), QString::number(second.whole)));
    complete({{QStringLiteral("texts"), measure.texts()},
              {QStringLiteral("policy_sha256"), m_policyDigest},
              {QStringLiteral("scores"), scores},
              {QStringLiteral("all"), objectOf(measure.all())},
              {QStringLiteral("second_look"),
               QJsonObject{{QStringLiteral("lost"), qint64(second.lost)},
                           {QStringLiteral("lost_held"), qint64(second.lostHeld)},
                           {QStringLiteral("whole"), qint64(second.whole)},
                           {QStringLiteral("whole_held"), qint64(second.wholeHeld)}}}});
}

void AgreementCommand::start()
{
    const MaskOptions &options = commandLine().maskOptions;
    m_job.start([first = absolute(options.labelled), second = absolute(options.secondLabelled)](
                    const std::stop_token &stop) { return compareLabels(first, second, Excerpts::None, stop); });
}

void AgreementCommand::interrupt()
{
    m_job.cancel();
    Q_EMIT done(ExitCancelled);
}

void AgreementCommand::conclude(const LabelAgreement &agreement)
{
    if (commandLine().maskOptions.explain)
        printDifferences(console(), agreement.differences(), peopleWords);
    QList<QStringList> rows{{tr("KIND"), tr("LANGUAGE"), tr("FIRST"), tr("SECOND"), tr("AGREEMENT %"), tr("KAPPA")}};
    const QJsonArray scores = addScores(rows, agreement.languages(),
                                        [&agreement](std::optional<Entity> kind, std::optional<QString> language) {
                                            return agreement.score(kind, language);
                                        });
    console().table(rows, {2, 3, 4, 5});
    if (const QString advice = agreementAdvice(agreement); !advice.isEmpty())
        console().note(advice);
    complete({{QStringLiteral("texts"), agreement.texts()},
              {QStringLiteral("scores"), scores},
              {QStringLiteral("all"), objectOf(agreement.score({}, {}))}});
}

} // namespace muster
