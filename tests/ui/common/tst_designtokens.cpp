// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/designtokens.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QRadioButton>
#include <QSet>
#include <QSignalSpy>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

using namespace muster;

namespace tst_designtokens {

class TestDesignTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratioAgreesWithTheStandardsExamples()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
    }

    void contrast_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("high");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("light, high contrast") << false << true;
        QTest::newRow("dark, high contrast") << true << true;
    }

    void contrast()
    {
        QFETCH(bool, dark);
        QFETCH(bool, high);
        const DesignTokens &t = tokensOf(dark, high);
        const double words = high ? 7 : 4.5, frames = high ? 4.5 : 3;
        for (const QColor &ground : {t.surface, t.raised, t.selection}) {
            for (const QColor &ink : {t.text, t.muted, t.accent, t.good, t.warn, t.bad, t.info})
                QVERIFY2(contrastRatio(ink, ground) >= words, qPrintable(ratioText(ink, ground)));
        }
        QVERIFY(contrastRatio(t.onAccent, t.accent) >= words);
        QVERIFY2(contrastRatio(t.onAccent, t.bad) >= words, qPrintable(ratioText(t.onAccent, t.bad))); // S30
        QVERIFY(t.bad != t.accent);
        for (const QColor &ground : {t.surface, t.raised}) {
            QVERIFY2(contrastRatio(t.border, ground) >= frames, qPrintable(ratioText(t.border, ground)));
            if (high)
                QVERIFY2(contrastRatio(t.divider, ground) >= frames, qPrintable(ratioText(t.divider, ground)));
        }
        Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light,
                                high ? Theme::Contrast::High : Theme::Contrast::Standard);
        const QColor track = Theme::instance().track();
        for (const QColor &fill : {t.accent, t.good, t.warn, t.bad, t.info, t.muted})
            QVERIFY2(contrastRatio(fill, track) >= frames, qPrintable(ratioText(fill, track)));
    }

    void statesStayApartForEveryEye_data() { contrast_data(); }

    /// As eyes without one of the three receptors see them. Matrices: Machado, Oliveira and Fernandes, "A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, for
    /// severity 1.0, on linear RGB. Distance: CIE 1976 in L*a*b*, where about 2.3 can just be told apart.
    void statesStayApartForEveryEye()
    {
        QFETCH(bool, dark);
        QFETCH(bool, high);
        const DesignTokens &t = tokensOf(dark, high);
        struct Eye
        {
            const char *name;
            std::array<double, 9> matrix;
        };
        static constexpr Eye eyes[] = {
            {"protanopia",
             {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
            {"deuteranopia",
             {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
            {"tritanopia",
             {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}},
        };
        const QList<QColor> states{t.good, t.warn, t.bad, t.info};
        for (const Eye &eye : eyes) {
            for (int a = 0; a < states.size(); ++a) {
                for (int b = a + 1; b < states.size(); ++b) {
                    const double apart = distance(seen(states[a], eye.matrix), seen(states[b], eye.matrix));
                    QVERIFY2(apart >= 11,
                             qPrintable(QStringLiteral("%1: %2 and %3: %4")
                                            .arg(QLatin1String(eye.name), states[a].name(), states[b].name())
                                            .arg(apart)));
                }
            }
        }
    }

    /// A plot has one line in the accent's colour and one that is dashed; bars have words. So no colour stands alone,
    /// and neither does that of a state: each has an icon of its own.
    void everyStateHasAnIconOfItsOwn()
    {
        QSet<QString> icons;
        const QList<Tone> tones{Tone::Neutral, Tone::Good, Tone::Warn, Tone::Bad, Tone::Info};
        for (const Tone tone : tones) {
            QVERIFY(!toneIconName(tone).isEmpty());
            icons << toneIconName(tone);
        }
        QCOMPARE(icons.size(), tones.size());
    }

    void whatCanBeChosenIsSeen_data() { contrast_data(); }

    /// WCAG 2.1, 1.4.11: what tells a control and its state has 3:1 to what is beside it.
    void whatCanBeChosenIsSeen()
    {
        QFETCH(bool, dark);
        QFETCH(bool, high);
        Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light,
                                high ? Theme::Contrast::High : Theme::Contrast::Standard);
        const DesignTokens &tokens = Theme::instance().tokens();
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *radio = new QRadioButton(QStringLiteral("radio"));
        auto *chosen = new QRadioButton(QStringLiteral("chosen"));
        auto *check = new QCheckBox(QStringLiteral("check"));
        auto *checked = new QCheckBox(QStringLiteral("checked"));
        checked->setChecked(true);
        const QList<QWidget *> controls{radio, chosen, check, checked, new QSpinBox, new QDoubleSpinBox, new QComboBox};
        for (QWidget *control : controls)
            column->addWidget(control);
        chosen->setChecked(true);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.setFocus();
        const QImage image = window.grab().toImage();
        for (const QWidget *control : controls) {
            const QPoint left = control->mapTo(&window, QPoint(0, control->height() / 2));
            double best = 1;
            for (int x = 0; x < 4; ++x)
                best = std::max(best, contrastRatio(image.pixelColor(left + QPoint(x, 0)), tokens.raised));
            QVERIFY2(
                best >= (high ? 4.5 : 3),
                qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(control->metaObject()->className())).arg(best)));
        }
        const auto middle = [&image, &window](const QAbstractButton *button) {
            const int half = button->style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth) / 2;
            return image.pixelColor(button->mapTo(&window, QPoint(half, button->height() / 2)));
        };
        QVERIFY(contrastRatio(middle(chosen), middle(radio)) >= 3);
    }

    void switchesWhileOpen()
    {
        Theme &theme = Theme::instance();
        theme.apply(Theme::Mode::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
        QCOMPARE(theme.colour(ColourRole::Bad), darkTokens().bad);
        theme.apply(Theme::Mode::Dark, Theme::Contrast::High);
        QVERIFY(theme.isHighContrast());
        QCOMPARE(QApplication::palette().color(QPalette::Base), darkContrastTokens().surface);
        theme.apply(Theme::Mode::Light, Theme::Contrast::High);
        QCOMPARE(theme.colour(ColourRole::Bad), lightContrastTokens().bad);
        theme.apply(Theme::Mode::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Text), lightTokens().text);
    }

    void iconsFollowTheContrast()
    {
        Theme &theme = Theme::instance();
        const QIcon icon = themedIcon(QStringLiteral("circle-x"), ColourRole::Bad);
        const auto darkest = [&icon] {
            const QImage image = icon.pixmap(QSize(32, 32)).toImage();
            QColor found = Qt::white;
            for (int x = 0; x < image.width(); ++x) {
                const QColor here = image.pixelColor(x, image.height() / 2);
                if (here.alpha() == 255 && here.lightness() < found.lightness())
                    found = here;
            }
            return found;
        };
        theme.apply(Theme::Mode::Light);
        QCOMPARE(darkest().rgb(), lightTokens().bad.rgb());
        theme.apply(Theme::Mode::Light, Theme::Contrast::High);
        QCOMPARE(darkest().rgb(), lightContrastTokens().bad.rgb());
    }

private:
    static const DesignTokens &tokensOf(bool dark, bool high)
    {
        if (high)
            return dark ? darkContrastTokens() : lightContrastTokens();
        return dark ? darkTokens() : lightTokens();
    }
    static QString ratioText(const QColor &ink, const QColor &ground)
    {
        return QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrastRatio(ink, ground));
    }
    using Vector = std::array<double, 3>;
    static Vector seen(const QColor &colour, const std::array<double, 9> &matrix)
    {
        const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        const Vector in{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
        Vector out{};
        for (std::size_t i = 0; i < 3; ++i)
            out[i]
                = std::clamp(matrix[3 * i] * in[0] + matrix[3 * i + 1] * in[1] + matrix[3 * i + 2] * in[2], 0.0, 1.0);
        return out;
    }
    /// Of two colours in linear RGB of the sRGB primaries, white D65.
    static double distance(const Vector &a, const Vector &b)
    {
        const auto lab = [](const Vector &c) {
            const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
            const double x = f((0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047);
            const double y = f(0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2]);
            const double z = f((0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883);
            return Vector{116 * y - 16, 500 * (x - y), 200 * (y - z)};
        };
        const Vector p = lab(a), q = lab(b);
        return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
    }
};

MUSTER_TEST(TestDesignTokens, QApplication)

} // namespace tst_designtokens
#include "tst_designtokens.moc"
