// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/designtokens.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

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
