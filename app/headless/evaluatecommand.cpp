// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/evaluatecommand.h"

#include "app/headless/maskcommand.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/detach.h"
#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtConcurrent>
#include <set>

namespace muster {

namespace {

using Measured = std::shared_ptr<Result<MaskMeasure>>;

QString keyOf(Entity entity)
{
    const std::string_view key = entityKey(entity);
    return QString::fromLatin1(key.data(), qsizetype(key.size()));
}

QStringList rowOf(const QString &kind, const QString &language, const MaskScore &score)
{
    const auto percent = [](double share) { return QString::number(100 * share, 'f', 1); };
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

/// A line of JSON for a place at which masking and the person differ.
QJsonObject objectOf(const MaskDifference &difference)
{
    QJsonObject object{{QStringLiteral("line"), difference.line},
                       {QStringLiteral("turn"), difference.span.turn},
                       {QStringLiteral("start"), difference.span.begin},
                       {QStringLiteral("end"), difference.span.end},
                       {QStringLiteral("entity"), keyOf(difference.span.entity)},
                       {QStringLiteral("difference"),
                        !difference.isMissed       ? QStringLiteral("not_labelled")
                            : difference.isCovered ? QStringLiteral("other_kind")
                                                   : QStringLiteral("missed")}};
    if (!difference.rule.empty())
        object.insert(QStringLiteral("rule"), QString::fromStdString(difference.rule));
    return object;
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
        return std::make_shared<Result<MaskMeasure>>(readWholeFile(file, MaskMeasure::maxFile).and_then(measure));
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
    if (commandLine().maskOptions.explain) {
        for (const MaskDifference &difference : measure.differences()) {
            console().line(QString::fromUtf8(QJsonDocument(objectOf(difference)).toJson(QJsonDocument::Compact)));
        }
    }
    const QString every = tr("all");
    std::set<QString> languages;
    for (const auto &[key, score] : measure.scores())
        languages.insert(key.second);
    QList<QStringList> rows{
        {tr("KIND"), tr("LANGUAGE"), tr("LABELS"), tr("MASKED"), tr("PRECISION %"), tr("RECALL %"), tr("F2 %")}};
    QJsonArray scores;
    for (const Entity entity : allEntities) {
        const MaskScore ofKind = measure.ofKind(entity);
        if (ofKind.labels + ofKind.findings == 0)
            continue;
        for (const QString &language : languages) {
            const auto score = measure.scores().find({entity, language});
            if (score == measure.scores().end())
                continue;
            rows.append(rowOf(keyOf(entity), language, score->second));
            QJsonObject object = objectOf(score->second);
            object.insert(QStringLiteral("entity"), keyOf(entity));
            object.insert(QStringLiteral("language"), language);
            scores.append(object);
        }
        rows.append(rowOf(keyOf(entity), every, ofKind));
    }
    for (const QString &language : languages)
        rows.append(rowOf(every, language, measure.ofLanguage(language)));
    rows.append(rowOf(every, every, measure.all()));
    console().table(rows, {2, 3, 4, 5, 6});
    complete({{QStringLiteral("texts"), measure.texts()},
              {QStringLiteral("policy_sha256"), m_policyDigest},
              {QStringLiteral("scores"), scores},
              {QStringLiteral("all"), objectOf(measure.all())}});
}

} // namespace muster
