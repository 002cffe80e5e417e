// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/designtokens.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QVBoxLayout>
#include <algorithm>

using namespace muster;

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
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void contrast()
    {
        QFETCH(bool, dark);
        const DesignTokens &t = dark ? darkTokens() : lightTokens();
        for (const QColor &ground : {t.surface, t.raised, t.selection}) {
            for (const QColor &ink : {t.text, t.muted, t.accent, t.good, t.warn, t.bad, t.info}) {
                QVERIFY2(
                    contrastRatio(ink, ground) >= 4.5,
                    qPrintable(
                        QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrastRatio(ink, ground))));
            }
        }
        QVERIFY(contrastRatio(t.onAccent, t.accent) >= 4.5);
        for (const QColor &ground : {t.surface, t.raised})
            QVERIFY(contrastRatio(t.border, ground) >= 3.0);
    }

    void whatCanBeChosenIsSeen_data() { contrast_data(); }

    /// WCAG 2.1, 1.4.11: what tells a control and its state has 3:1 to what is beside it.
    void whatCanBeChosenIsSeen()
    {
        QFETCH(bool, dark);
        Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light);
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
                best >= 3,
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
        theme.apply(Theme::Mode::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Text), lightTokens().text);
    }
};

QTEST_MAIN(TestDesignTokens)
#include "tst_designtokens.moc"
