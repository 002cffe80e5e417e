// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/labeltexts.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <cmath>

namespace muster {

namespace {

struct LabelTexts
{
    Q_DECLARE_TR_FUNCTIONS(LabelTexts)
};

using What = LabelDifference::What;

constexpr WordRow<What> maskingWords[]{{What::OnlyFirst, QT_TRANSLATE_NOOP("LabelTexts", "Missed")},
                                       {What::OtherKind, QT_TRANSLATE_NOOP("LabelTexts", "Another kind")},
                                       {What::OnlySecond, QT_TRANSLATE_NOOP("LabelTexts", "Masked, not labelled")}};
constexpr WordRow<What> peopleWords[]{{What::OnlyFirst, QT_TRANSLATE_NOOP("LabelTexts", "First file only")},
                                      {What::OtherKind, QT_TRANSLATE_NOOP("LabelTexts", "Another kind")},
                                      {What::OnlySecond, QT_TRANSLATE_NOOP("LabelTexts", "Second file only")}};

/// What readers of such figures take for high enough to measure by.
constexpr double highAgreement = 0.9;

QString changeText(double now, double before)
{
    const double points = std::round(1000 * (now - before)) / 10;
    //: Change of a percentage since the last time, in percentage points: "+1.4".
    return (points < 0 ? QString(QChar(0x2212)) : QStringLiteral("+")) + QLocale().toString(std::abs(points), 'f', 1);
}

} // namespace

QString scoreShareText(double share)
{
    // Rounded toward the middle, so that only all is 100 % and only none is 0 %.
    double tenths = std::round(1000 * share);
    if (share < 1)
        tenths = std::min(tenths, 999.0);
    if (share > 0)
        tenths = std::max(tenths, 1.0);
    return LabelTexts::tr("%1 %").arg(QLocale().toString(tenths / 10, 'f', 1));
}

QString kappaText(double kappa)
{
    return QLocale().toString(kappa < 1 ? std::min(kappa, 0.99) : 1.0, 'f', 2);
}

QString labelDifferenceText(LabelDifference::What what, LabelSides sides)
{
    return sides == LabelSides::PersonAndMasking ? wordIn("LabelTexts", maskingWords, what)
                                                 : wordIn("LabelTexts", peopleWords, what);
}

QString measureSummary(const MaskMeasure &measure, const MaskMeasure *before)
{
    const MaskScore all = measure.all();
    const QString recall = scoreShareText(all.recall()), precision = scoreShareText(all.precision()),
                  f2 = scoreShareText(all.f2());
    const QString texts
        = LabelTexts::tr("%1 texts", nullptr, pluralForm(measure.texts())).arg(numberText(measure.texts()));
    const QString labels
        = LabelTexts::tr("%1 labels", nullptr, pluralForm(qint64(all.labels))).arg(numberText(qint64(all.labels)));
    if (!before) {
        //: "12 texts, 30 labels: recall 98.1 %, precision 99.0 %, F2 98.3 %."
        return LabelTexts::tr("%1, %2: recall %3, precision %4, F2 %5.").arg(texts, labels, recall, precision, f2);
    }
    const MaskScore was = before->all();
    //: The signed numbers are changes since the last measurement, in percentage points.
    return LabelTexts::tr(
               "%1, %2: recall %3 (%4), precision %5 (%6), F2 %7 (%8). In parentheses: change since the last "
               "measurement.")
        .arg(texts, labels, recall, changeText(all.recall(), was.recall()), precision,
             changeText(all.precision(), was.precision()), f2, changeText(all.f2(), was.f2()));
}

QString agreementSummary(const LabelAgreement &agreement)
{
    const AgreementScore all = agreement.score({}, {});
    return LabelTexts::tr("%1 texts", nullptr, pluralForm(agreement.texts())).arg(numberText(agreement.texts()))
        + LabelTexts::tr(": %1 labels in the first file, %2 in the second; agreement %3, kappa %4.")
              .arg(numberText(qint64(all.first)), numberText(qint64(all.second)), scoreShareText(all.agreement()),
                   kappaText(all.kappa));
}

QString agreementAdvice(const LabelAgreement &agreement)
{
    if (agreement.score({}, {}).agreement() >= highAgreement)
        return {};
    return LabelTexts::tr("The two people often disagree. Go through the differences together and correct the labels "
                          "before measuring a policy with them.");
}

QString labelLanguageText(const QString &language)
{
    return language.isEmpty() ? LabelTexts::tr("not specified") : visibleText(language, MarkedText::maxWord);
}

} // namespace muster
